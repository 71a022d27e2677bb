INSERT INTO command (id, content, receipt) VALUES (?1, ?2, ?3)
