SELECT coalesce(max(position) + 1, 0) FROM log_leaf
