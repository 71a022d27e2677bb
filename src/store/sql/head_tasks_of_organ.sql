SELECT f.case_id, t.kind, t.region, t.department, t.since, t.due
FROM head_task t JOIN case_facts f ON f.case_no = t.case_no
WHERE t.region = ?1 AND t.department = ?2 AND t.kind = ?3 AND t.since <= ?4
ORDER BY t.since, t.case_no, t.ordinal
LIMIT ?5
