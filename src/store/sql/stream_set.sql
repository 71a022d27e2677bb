INSERT INTO stream (name, version, last_hash) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET version = excluded.version, last_hash = excluded.last_hash
