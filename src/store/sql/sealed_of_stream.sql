SELECT sequence, field, salt, value FROM sealed_value WHERE stream = ?1 ORDER BY sequence, field
