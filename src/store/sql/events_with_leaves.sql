SELECT e.global_index, e.stream, e.sequence, e.kind, e.kind_version, e.body, e.actor,
       e.actor_name, e.role, e.department, e.region, e.command_id, e.recorded, e.legal_day,
       e.calendar_revision, e.previous_hash, e.hash, l.hash
FROM event e LEFT JOIN log_leaf l ON l.position = e.global_index
WHERE e.global_index >= ?1 ORDER BY e.global_index
