AND s.state = 3 AND s.yellow_from > :day AND s.red_from > :day AND s.law_red_from > :day
