SELECT position, hash FROM log_leaf ORDER BY position
