DELETE FROM rating WHERE case_no = ?1
