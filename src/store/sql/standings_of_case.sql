SELECT from_day, to_day, state, region, department, officer, accepted, ended, due, due_kind,
  yellow_from,
       red_from, law_red_from, provisional
FROM standing WHERE case_no = ?1 ORDER BY ordinal
