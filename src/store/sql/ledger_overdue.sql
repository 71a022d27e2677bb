AND s.pending = 1 AND s.due < :day
