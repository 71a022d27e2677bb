SELECT case_no FROM case_facts WHERE case_id = ?1
