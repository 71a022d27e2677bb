SELECT case_id, external_id, project_code, project_name, unit_name, unit_code, project_region,
  matter,
       matter_version, list, received, due_given, due_computed, promised_days, finish_by,
       classification, measure, document_no, remark, flags, imported, deemed_on, next_settle_day
FROM case_facts ORDER BY case_id
