SELECT count(*) FROM head_task
WHERE region = ?1 AND department = ?2 AND kind = ?3 AND since <= ?4
