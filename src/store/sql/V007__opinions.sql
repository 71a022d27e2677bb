-- Opinions asked between organs, derived like all rows: whose they are, and of which a reminder is
-- due, without looking through those of everybody. Those of before are taken over from the record.
CREATE TABLE IF NOT EXISTS opinion (
  case_no INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state INTEGER NOT NULL,
  asked_region TEXT NOT NULL,
  asked_department TEXT NOT NULL,
  from_region TEXT NOT NULL,
  from_department TEXT NOT NULL,
  asked_on INTEGER NOT NULL,
  due INTEGER NOT NULL,
  warn INTEGER NOT NULL,
  PRIMARY KEY (case_no, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS opinion_by_asked ON opinion (asked_department, asked_region);
CREATE INDEX IF NOT EXISTS opinion_by_from ON opinion (from_department, from_region);
CREATE INDEX IF NOT EXISTS opinion_waiting ON opinion (due, warn) WHERE state = 0;

INSERT OR IGNORE INTO opinion
SELECT f.case_no, json_extract(e.body, '$.asked.number'),
       coalesce((SELECT CASE a.kind WHEN 'opinion_taken_back' THEN 2 ELSE 1 END
                 FROM event a WHERE a.stream = e.stream AND a.sequence = 2), 0),
       coalesce(json_extract(e.body, '$.asked.asked.region'), ''),
       coalesce(json_extract(e.body, '$.asked.asked.department'), ''),
       coalesce(json_extract(e.body, '$.from.region'), ''),
       coalesce(json_extract(e.body, '$.from.department'), ''),
       CAST(julianday(json_extract(e.body, '$.asked_on')) - 2440587.5 AS INTEGER),
       CAST(julianday(json_extract(e.body, '$.asked.due')) - 2440587.5 AS INTEGER),
       CAST(julianday(json_extract(e.body, '$.asked.warn')) - 2440587.5 AS INTEGER)
FROM event e JOIN case_facts f ON f.case_id = json_extract(e.body, '$.case_id')
WHERE e.stream >= 'opinion/' AND e.stream < 'opinion0' AND e.sequence = 1;
