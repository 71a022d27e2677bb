SELECT s.case_no, s.ordinal, s.from_day, s.to_day, s.state, f.list, f.received, s.accepted,
       s.ended, s.due, s.yellow_from, s.red_from, s.law_red_from, s.region, s.department,
       s.officer, s.matter, f.unit_code
FROM case_facts f JOIN standing s ON s.case_no = f.case_no
WHERE f.changed > :after AND s.to_day > :first AND s.from_day <= :last
