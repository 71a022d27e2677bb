INSERT INTO opinion (case_no, number, state, asked_region, asked_department, from_region,
                     from_department, asked_on, due, warn)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
