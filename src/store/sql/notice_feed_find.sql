SELECT account, without_mail, feed_sha256 FROM notice_reader
WHERE feed_sha256 = ?1 AND feed_sha256 <> ''
