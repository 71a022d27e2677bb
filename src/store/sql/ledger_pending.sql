AND s.pending = 1
