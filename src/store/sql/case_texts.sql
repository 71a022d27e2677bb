SELECT case_id, project_name, unit_name, project_code, external_id
FROM case_facts WHERE case_no = ?1
