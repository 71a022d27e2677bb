ORDER BY s.due IS NULL, s.due, f.case_id
