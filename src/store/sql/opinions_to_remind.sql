SELECT DISTINCT f.case_id FROM opinion o JOIN case_facts f ON f.case_no = o.case_no
WHERE o.state = 0 AND o.warn <= ?1 AND o.due >= ?2
ORDER BY f.case_id
