SELECT coalesce(max(changed), 0) FROM case_facts
