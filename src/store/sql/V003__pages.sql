-- What pages, counts and search need beside the rows. `changed` numbers the writings of a case's
-- rows, so that a reader that keeps them in memory can ask what came after; the store fills it,
-- the flows and the grams for cases that were there before.
ALTER TABLE case_facts ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX case_by_change ON case_facts (changed);
CREATE INDEX case_by_project ON case_facts (project_code) WHERE project_code <> '';

-- What one day changed in one region, summed over cases; adding up days gives stocks.
CREATE TABLE day_flow (
  day INTEGER NOT NULL,
  region TEXT NOT NULL,
  received INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  finished_late INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  PRIMARY KEY (day, region)
) WITHOUT ROWID;

-- Grams of what a case can be found by; the row id is the case's number.
CREATE VIRTUAL TABLE case_gram USING fts5 (grams, content = '', contentless_delete = 1,
                                           detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE gram_count USING fts5vocab (case_gram, row);
