SELECT region, department, matter, count(DISTINCT case_no) AS red
FROM standing
WHERE red_from <= :last AND red_from < 2932896 AND to_day > :first
  AND max(from_day, red_from, :first) <= min(to_day - 1, :last)
GROUP BY region, department, matter
ORDER BY region, department, matter
