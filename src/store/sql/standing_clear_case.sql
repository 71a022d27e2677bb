DELETE FROM standing WHERE case_no = ?1
