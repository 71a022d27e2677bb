SELECT DISTINCT f.case_id FROM standing s JOIN case_facts f ON f.case_no = s.case_no
WHERE s.state < 5 AND s.to_day > ?1 ORDER BY f.case_id
