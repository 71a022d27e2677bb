SELECT case_no FROM case_facts WHERE case_id >= ?1 AND case_id < ?2
