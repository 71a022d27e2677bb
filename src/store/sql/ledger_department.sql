AND s.department = :department
