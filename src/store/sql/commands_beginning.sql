SELECT id, content, receipt FROM command WHERE id >= ?1 AND id < ?2 ORDER BY id
