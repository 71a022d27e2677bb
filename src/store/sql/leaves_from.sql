SELECT position, hash FROM log_leaf WHERE position >= ?1 ORDER BY position
