INSERT INTO standing (case_no, ordinal, from_day, to_day, state, region, department, officer,
  accepted, ended, due, due_kind, yellow_from,
       red_from, law_red_from, provisional, pending, matter)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
