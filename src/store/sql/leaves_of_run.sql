SELECT hash FROM log_leaf WHERE position >= ?1 AND position < ?2 ORDER BY position
