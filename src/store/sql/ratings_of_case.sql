SELECT step, grade, day, region, department, officer, supplemented, called_back
FROM rating WHERE case_no = ?1 ORDER BY ordinal
