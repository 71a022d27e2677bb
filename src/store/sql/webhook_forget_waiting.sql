DELETE FROM delivery WHERE channel = 1 AND target = ?1 AND state = 0
