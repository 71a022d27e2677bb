SELECT kind, region, department, since, due FROM head_task WHERE case_no = ?1 ORDER BY ordinal
