SELECT case_id FROM case_facts WHERE next_settle_day IS NOT NULL AND next_settle_day <= ?1 ORDER
  BY case_id
