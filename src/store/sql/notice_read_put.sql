INSERT INTO notice_read (account, number) VALUES (?1, ?2) ON CONFLICT DO NOTHING
