SELECT case_no, case_id FROM case_facts ORDER BY case_no
