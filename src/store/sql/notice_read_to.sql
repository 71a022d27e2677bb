INSERT INTO notice_reader (account, read_to) VALUES (?1, ?2)
ON CONFLICT (account) DO UPDATE SET read_to = max(read_to, excluded.read_to)
