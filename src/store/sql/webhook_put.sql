INSERT INTO webhook (id, name, url, secret, region_prefix, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, secret = excluded.secret,
  region_prefix = excluded.region_prefix
