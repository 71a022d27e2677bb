INSERT INTO segment (case_no, ordinal, kind, opened, day_zero, due, warn, closed, how, region,
  department, stopped, provisional)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
