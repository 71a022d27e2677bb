SELECT f.case_id, f.external_id, f.project_code, f.project_name, f.unit_name, f.unit_code,
       f.project_region, f.matter, f.matter_version, f.list, f.received, f.due_given,
       f.due_computed, f.promised_days, f.finish_by, f.classification, f.measure, f.document_no,
       f.remark, f.flags, f.imported, f.deemed_on, f.next_settle_day,
       s.from_day, s.to_day, s.state, s.region, s.department, s.officer, s.accepted, s.ended,
       s.due, s.due_kind, s.yellow_from, s.red_from, s.law_red_from, s.provisional
FROM case_facts f JOIN standing s ON s.case_no = f.case_no
WHERE f.case_no = ?1 AND s.ordinal = ?2
