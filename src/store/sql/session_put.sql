INSERT INTO session (token_hash, account, csrf, begun, seen, client, second_factor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account, csrf = excluded.csrf,
  begun = excluded.begun, seen = excluded.seen, client = excluded.client,
  second_factor = excluded.second_factor
