DELETE FROM segment WHERE case_no = ?1
