SELECT region, department, matter, sum(pending = 1 AND due < :last) AS overdue,
       sum(CASE WHEN pending = 1 AND due < :last THEN :last - due ELSE 0 END) AS days_over,
       sum(state = 4 AND due < :last) AS issue_overdue, sum(state = 1) AS waiting
FROM standing WHERE from_day <= :last AND to_day > :last AND state < 5
GROUP BY region, department, matter
ORDER BY region, department, matter
