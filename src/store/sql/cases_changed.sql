SELECT case_no FROM case_facts WHERE changed > ?1
