DELETE FROM notice_read WHERE account = ?1 AND number <= ?2
