SELECT global_index, stream, sequence, kind, kind_version, body, actor, actor_name, role,
  department,
       region, command_id, recorded, legal_day, calendar_revision, previous_hash, hash
FROM event WHERE stream = ?1 ORDER BY sequence DESC LIMIT 1
