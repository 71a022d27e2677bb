SELECT bytes FROM log_frontier WHERE one = 1
