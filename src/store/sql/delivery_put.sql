INSERT INTO delivery (notice, channel, target, from_instant, made) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO NOTHING
