SELECT count(*) FROM (
  SELECT DISTINCT t.number FROM notice_to t
  WHERE t.audience IN (?1, ?2, ?3, ?4, ?5, ?6)
    AND t.number > coalesce((SELECT read_to FROM notice_reader WHERE account = ?7), 0)
    AND NOT EXISTS (SELECT 1 FROM notice_read r WHERE r.account = ?7 AND r.number = t.number)
  LIMIT ?8)
