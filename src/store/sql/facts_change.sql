UPDATE case_facts SET project_name = ?5, unit_name = ?6, unit_code = ?7, project_region = ?8,
  matter = ?9, matter_version = ?10, received = ?12, due_given = ?13, due_computed = ?14,
  promised_days = ?15, finish_by = ?16, classification = ?17, measure = ?18, document_no = ?19,
  remark = ?20, flags = ?21, imported = ?22, deemed_on = ?23, next_settle_day = ?24, changed = ?25
WHERE case_no = ?1
