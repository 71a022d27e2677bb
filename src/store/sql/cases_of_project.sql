SELECT case_no FROM case_facts WHERE project_code = ?1 AND project_code <> ''
