DELETE FROM opinion WHERE case_no = ?1
