DELETE FROM movement WHERE case_no = ?1
