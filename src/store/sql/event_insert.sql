INSERT INTO event (global_index, stream, sequence, kind, kind_version, body, actor, actor_name,
  role,
                   department, region, command_id, recorded, legal_day, calendar_revision,
                   previous_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
