INSERT OR REPLACE INTO case_facts (case_no, case_id, external_id, project_code, project_name,
  unit_name, unit_code, project_region, matter, matter_version, list, received, due_given,
  due_computed, promised_days, finish_by, classification, measure, document_no, remark, flags,
  imported, deemed_on, next_settle_day, changed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
  ?20, ?21, ?22, ?23, ?24, ?25)
