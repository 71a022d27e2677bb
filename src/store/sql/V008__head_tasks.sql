-- The tasks of an organ by kind and day, so that the first of thousands are found without reading
-- the others. A request for more time in joint handling waits for the government's leader, whose
-- government bears no department: those asked before are handed over to him.
DROP INDEX IF EXISTS head_task_by_organ;
CREATE INDEX IF NOT EXISTS head_task_waiting ON head_task (region, department, kind, since);

UPDATE head_task SET department = '', region = coalesce(
  (SELECT json_extract(e.body, '$.lead.region') FROM case_facts f
   JOIN event e ON e.stream = 'case/' || f.case_id
   WHERE f.case_no = head_task.case_no AND e.kind = 'joint_joined'
   ORDER BY e.sequence DESC LIMIT 1), region)
WHERE kind = 1 AND EXISTS (
  SELECT 1 FROM case_facts f JOIN event e ON e.stream = 'case/' || f.case_id
  WHERE f.case_no = head_task.case_no AND e.kind = 'joint_joined');
