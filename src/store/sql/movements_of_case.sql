SELECT day, kind, memo, region, department, late, offline
FROM movement WHERE case_no = ?1 ORDER BY ordinal
