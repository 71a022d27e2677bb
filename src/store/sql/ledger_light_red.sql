AND s.state IN (0, 2, 3, 4) AND (s.red_from <= :day OR s.law_red_from <= :day)
