SELECT case_id FROM case_facts WHERE case_id = ?1
UNION
SELECT case_id FROM case_facts WHERE external_id = ?1 AND external_id <> ''
UNION
SELECT case_id FROM case_facts WHERE project_code = ?1 AND project_code <> ''
ORDER BY case_id
