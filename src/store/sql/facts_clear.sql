DELETE FROM case_facts
