INSERT INTO rating (case_no, ordinal, step, grade, day, region, department, officer, supplemented,
  called_back)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
