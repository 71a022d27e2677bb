INSERT INTO credential (account, password_hash, earlier_hashes, totp_secret, totp_step,
  password_set, must_change)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (account) DO UPDATE SET password_hash = excluded.password_hash,
  earlier_hashes = excluded.earlier_hashes, totp_secret = excluded.totp_secret,
  totp_step = excluded.totp_step, password_set = excluded.password_set,
  must_change = excluded.must_change
