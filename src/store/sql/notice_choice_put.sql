INSERT INTO notice_reader (account, without_mail, feed_sha256) VALUES (?1, ?2, ?3)
ON CONFLICT (account) DO UPDATE SET without_mail = excluded.without_mail,
  feed_sha256 = excluded.feed_sha256
