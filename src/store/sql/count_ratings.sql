SELECT region, department, step, grade, count(*) FROM rating
WHERE region >= ?1 AND region < ?2 AND day BETWEEN ?3 AND ?4
GROUP BY region, department, step, grade ORDER BY region, department, step, grade
