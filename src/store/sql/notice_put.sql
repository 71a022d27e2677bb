INSERT INTO notice (key, kind, kind_group, case_id, project_name, region, due, countdown, days_over,
  detail, made)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (key) DO NOTHING RETURNING number
