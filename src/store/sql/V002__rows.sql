-- Rows that the domain derives from a case's events (docs: case_rows.h). Days are counted from
-- 1970-01-01; enums are their numbers in the domain.
CREATE TABLE case_facts (
  case_no INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE,
  external_id TEXT NOT NULL,
  project_code TEXT NOT NULL,
  project_name TEXT NOT NULL,
  unit_name TEXT NOT NULL,
  unit_code TEXT NOT NULL,
  project_region TEXT NOT NULL,
  matter TEXT NOT NULL,
  matter_version INTEGER NOT NULL,
  list TEXT NOT NULL,
  received INTEGER NOT NULL,
  due_given INTEGER,
  due_computed INTEGER,
  promised_days INTEGER,
  finish_by INTEGER,
  classification TEXT NOT NULL,
  measure TEXT NOT NULL,
  document_no TEXT NOT NULL,
  remark TEXT NOT NULL,
  flags TEXT NOT NULL,
  imported INTEGER NOT NULL,
  deemed_on INTEGER,
  next_settle_day INTEGER
);
CREATE INDEX case_by_external_id ON case_facts (external_id) WHERE external_id <> '';
CREATE INDEX case_by_list ON case_facts (list);
CREATE INDEX case_to_settle ON case_facts (next_settle_day) WHERE next_settle_day IS NOT NULL;

CREATE TABLE segment (
  case_no INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  day_zero INTEGER NOT NULL,
  due INTEGER NOT NULL,
  warn INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  how TEXT NOT NULL,
  region TEXT NOT NULL,
  department TEXT NOT NULL,
  stopped INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  PRIMARY KEY (case_no, ordinal)
) WITHOUT ROWID;

CREATE TABLE standing (
  case_no INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  state INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  region TEXT NOT NULL,
  department TEXT NOT NULL,
  officer TEXT NOT NULL,
  accepted INTEGER,
  ended INTEGER,
  due INTEGER,
  due_kind INTEGER,
  yellow_from INTEGER NOT NULL,
  red_from INTEGER NOT NULL,
  law_red_from INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  matter TEXT NOT NULL,
  PRIMARY KEY (case_no, ordinal)
) WITHOUT ROWID;
-- Lists of pending cases on a day: those that end after it, of which those that began by it.
CREATE INDEX standing_pending ON standing (to_day, from_day) WHERE pending = 1;
CREATE INDEX standing_pending_by_department ON standing (department, to_day) WHERE pending = 1;
CREATE INDEX standing_open ON standing (to_day) WHERE state < 5;
CREATE INDEX standing_red ON standing (red_from, to_day) WHERE red_from < 2932896;

CREATE TABLE movement (
  case_no INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  memo INTEGER NOT NULL,
  region TEXT NOT NULL,
  department TEXT NOT NULL,
  matter TEXT NOT NULL,
  late INTEGER NOT NULL,
  offline INTEGER NOT NULL,
  PRIMARY KEY (case_no, ordinal)
) WITHOUT ROWID;
