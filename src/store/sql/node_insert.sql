INSERT INTO log_node (run, hash) VALUES (?1, ?2)
