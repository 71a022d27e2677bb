SELECT n.number, n.key, n.kind, n.case_id, n.project_name, n.region, n.due, n.countdown,
  n.days_over, n.detail, n.made,
  n.number <= coalesce((SELECT read_to FROM notice_reader WHERE account = ?7), 0)
    OR EXISTS (SELECT 1 FROM notice_read r WHERE r.account = ?7 AND r.number = n.number) AS is_read
FROM (SELECT DISTINCT number FROM notice_to
      WHERE audience IN (?1, ?2, ?3, ?4, ?5, ?6) AND number < ?8) mine
  CROSS JOIN notice n ON n.number = mine.number
WHERE (?9 < 0 OR n.kind_group = ?9) AND (?10 = 0 OR NOT is_read)
ORDER BY n.number DESC LIMIT ?11
