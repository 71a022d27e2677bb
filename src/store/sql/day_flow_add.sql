INSERT INTO day_flow (day, region, received, finished, finished_late, pending, overdue)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (day, region) DO UPDATE SET received = received + excluded.received,
  finished = finished + excluded.finished,
  finished_late = finished_late + excluded.finished_late,
  pending = pending + excluded.pending, overdue = overdue + excluded.overdue
