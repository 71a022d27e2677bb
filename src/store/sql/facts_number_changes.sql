UPDATE case_facts SET changed = case_no
