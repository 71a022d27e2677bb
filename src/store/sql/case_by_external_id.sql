SELECT case_id FROM case_facts WHERE external_id = ?1 AND external_id <> '' ORDER BY case_id
LIMIT 1
