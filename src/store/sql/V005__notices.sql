-- Who was told what (docs/decisions/0013). No part of the record. Instants are seconds, days are
-- counted from 1970-01-01. The key makes a notice one for ever, whoever makes it how often.
CREATE TABLE notice (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  kind_group INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  project_name TEXT NOT NULL,
  region TEXT NOT NULL,
  due INTEGER,
  countdown TEXT NOT NULL,
  days_over INTEGER NOT NULL,
  detail TEXT NOT NULL,
  made INTEGER NOT NULL
);

-- Whose it is: posts, not persons.
CREATE TABLE notice_to (
  audience TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (audience, number)
) WITHOUT ROWID;

CREATE TABLE notice_read (
  account TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (account, number)
) WITHOUT ROWID;

-- One row an account: all up to `read_to` is read; a bit a group that does not come by mail; the
-- hash of the secret calendar address.
CREATE TABLE notice_reader (
  account TEXT PRIMARY KEY,
  read_to INTEGER NOT NULL DEFAULT 0,
  without_mail INTEGER NOT NULL DEFAULT 0,
  feed_sha256 TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX notice_reader_by_feed ON notice_reader (feed_sha256) WHERE feed_sha256 <> '';

CREATE TABLE webhook (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  secret TEXT NOT NULL,
  region_prefix TEXT NOT NULL,
  added INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE delivery (
  number INTEGER PRIMARY KEY,
  notice INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  target TEXT NOT NULL,
  batch TEXT NOT NULL DEFAULT '',
  state INTEGER NOT NULL DEFAULT 0,
  from_instant INTEGER NOT NULL,
  made INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  UNIQUE (notice, channel, target)
);
CREATE INDEX delivery_waiting ON delivery (from_instant, number) WHERE state = 0;
CREATE INDEX delivery_failing ON delivery (number) WHERE error <> '' AND state <> 1;
CREATE INDEX delivery_by_state ON delivery (channel, state);
