DELETE FROM head_task WHERE case_no = ?1
