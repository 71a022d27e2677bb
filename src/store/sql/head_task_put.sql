INSERT INTO head_task (case_no, ordinal, kind, region, department, since, due)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
