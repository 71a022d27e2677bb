SELECT f.case_id, o.number, o.state, o.asked_region, o.asked_department, o.from_region,
       o.from_department, o.asked_on, o.due, o.warn
FROM (
  SELECT case_no, number FROM opinion
  WHERE asked_department = ?3 AND asked_region >= ?1 AND asked_region < ?2
  UNION
  SELECT case_no, number FROM opinion
  WHERE from_department = ?3 AND from_region >= ?1 AND from_region < ?2
) AS wanted
JOIN opinion o ON o.case_no = wanted.case_no AND o.number = wanted.number
JOIN case_facts f ON f.case_no = o.case_no
ORDER BY f.case_id, o.number
