-- The record: insert-only, by trigger. One row is one event with every field that its hash covers.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE stream (
  stream_no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  last_hash BLOB NOT NULL
);

CREATE TABLE event (
  global_index INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  kind_version INTEGER NOT NULL,
  body TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  role TEXT NOT NULL,
  department TEXT NOT NULL,
  region TEXT NOT NULL,
  command_id TEXT NOT NULL,
  recorded INTEGER NOT NULL,
  legal_day INTEGER NOT NULL,
  calendar_revision INTEGER NOT NULL,
  previous_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  UNIQUE (stream, sequence)
);

CREATE TABLE log_leaf (position INTEGER PRIMARY KEY, hash BLOB NOT NULL);
-- Roots of whole runs of 256 leaves, so that proofs need not read every leaf.
CREATE TABLE log_node (run INTEGER PRIMARY KEY, hash BLOB NOT NULL);
CREATE TABLE log_frontier (one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL);

CREATE TABLE command (
  id TEXT PRIMARY KEY,
  content BLOB NOT NULL,
  receipt TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER leaf_never_changes BEFORE UPDATE ON log_leaf
BEGIN SELECT RAISE(ABORT, 'leaves are never changed'); END;
CREATE TRIGGER leaf_never_goes BEFORE DELETE ON log_leaf
BEGIN SELECT RAISE(ABORT, 'leaves are never deleted'); END;
CREATE TRIGGER command_never_changes BEFORE UPDATE ON command
BEGIN SELECT RAISE(ABORT, 'answered commands are never changed'); END;
CREATE TRIGGER command_never_goes BEFORE DELETE ON command
BEGIN SELECT RAISE(ABORT, 'answered commands are never deleted'); END;

-- OR REPLACE would delete the row in the way without asking the triggers above.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE global_index = NEW.global_index)
  OR EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;
CREATE TRIGGER leaf_is_never_replaced BEFORE INSERT ON log_leaf
WHEN EXISTS (SELECT 1 FROM log_leaf WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'leaves are never replaced'); END;
CREATE TRIGGER command_is_never_replaced BEFORE INSERT ON command
WHEN EXISTS (SELECT 1 FROM command WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'answered commands are never replaced'); END;
