SELECT version, last_hash FROM stream WHERE name = ?1
