AND s.state IN (0, 2, 3, 4) AND s.law_red_from <= :day
