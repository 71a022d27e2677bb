SELECT number, state, asked_region, asked_department, from_region, from_department,
       asked_on, due, warn
FROM opinion WHERE case_no = ?1 ORDER BY number
