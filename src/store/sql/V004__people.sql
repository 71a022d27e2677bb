-- Secrets of accounts and open sessions. They are no part of the record: nothing here is exported,
-- verified or derived. Instants are seconds since 1970-01-01T00:00:00Z.
CREATE TABLE credential (
  account TEXT PRIMARY KEY,
  password_hash TEXT NOT NULL,
  earlier_hashes TEXT NOT NULL,
  totp_secret TEXT NOT NULL,
  totp_step INTEGER NOT NULL,
  password_set INTEGER NOT NULL,
  must_change INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  csrf TEXT NOT NULL,
  begun INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  client TEXT NOT NULL,
  second_factor INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_of_account ON session (account);
