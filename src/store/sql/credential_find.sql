SELECT account, password_hash, earlier_hashes, totp_secret, totp_step, password_set, must_change
FROM credential WHERE account = ?1
