SELECT d.number, d.channel, d.target, d.batch, d.state, d.from_instant, d.made, d.tries, d.error,
  n.number, n.key, n.kind, n.case_id, n.project_name, n.region, n.due, n.countdown, n.days_over,
  n.detail, n.made
FROM delivery d CROSS JOIN notice n ON n.number = d.notice
WHERE d.error <> '' AND d.state <> 1 ORDER BY d.number DESC LIMIT ?1
