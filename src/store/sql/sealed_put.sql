INSERT INTO sealed_value (stream, sequence, field, salt, value) VALUES (?1, ?2, ?3, ?4, ?5)
