SELECT kind, opened, day_zero, due, warn, closed, how, region, department, stopped, provisional
FROM segment WHERE case_no = ?1 ORDER BY ordinal
