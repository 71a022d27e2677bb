INSERT INTO case_gram (case_gram) VALUES ('delete-all')
