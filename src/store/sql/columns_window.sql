SELECT s.case_no, s.ordinal, s.from_day, s.to_day, s.state, f.list, f.received, s.accepted,
       s.ended, s.due, s.yellow_from, s.red_from, s.law_red_from, s.region, s.department,
       s.officer, s.matter, f.unit_code
FROM standing s NOT INDEXED JOIN case_facts f ON f.case_no = s.case_no
WHERE s.to_day > :first AND s.from_day <= :last
