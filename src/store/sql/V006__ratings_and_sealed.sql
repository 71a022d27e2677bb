-- Ratings of the service and what waits for a department's head, derived like all rows; and what
-- is kept beside the record about persons, which is no part of it: never exported, never derived.
CREATE TABLE IF NOT EXISTS rating (
  case_no INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  step INTEGER NOT NULL,
  grade INTEGER NOT NULL,
  day INTEGER NOT NULL,
  region TEXT NOT NULL,
  department TEXT NOT NULL,
  officer TEXT NOT NULL,
  supplemented INTEGER NOT NULL,
  called_back INTEGER NOT NULL,
  PRIMARY KEY (case_no, ordinal)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rating_by_organ ON rating (region, department, day);

CREATE TABLE IF NOT EXISTS head_task (
  case_no INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  region TEXT NOT NULL,
  department TEXT NOT NULL,
  since INTEGER NOT NULL,
  due INTEGER,
  PRIMARY KEY (case_no, ordinal)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS head_task_by_organ ON head_task (region, department);

CREATE TABLE IF NOT EXISTS sealed_value (
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  field TEXT NOT NULL,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (stream, sequence, field)
) WITHOUT ROWID;
