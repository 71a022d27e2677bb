INSERT INTO log_leaf (position, hash) VALUES (?1, ?2)
