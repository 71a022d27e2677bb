INSERT OR REPLACE INTO case_gram (rowid, grams) VALUES (?1, ?2)
