INSERT INTO notice_to (audience, number) VALUES (?1, ?2) ON CONFLICT DO NOTHING
