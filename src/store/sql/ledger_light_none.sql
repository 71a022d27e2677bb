AND (s.state > 4 OR s.state = 1)
