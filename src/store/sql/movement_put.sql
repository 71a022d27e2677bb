INSERT INTO movement (case_no, ordinal, day, kind, memo, region, department, late, offline,
  matter)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
