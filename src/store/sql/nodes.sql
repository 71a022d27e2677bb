SELECT run, hash FROM log_node ORDER BY run
