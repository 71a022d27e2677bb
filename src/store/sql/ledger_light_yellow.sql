AND s.state IN (0, 2, 3, 4) AND s.yellow_from <= :day AND s.red_from > :day AND s.law_red_from >
  :day
