SELECT content, receipt FROM command WHERE id = ?1
