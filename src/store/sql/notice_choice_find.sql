SELECT account, without_mail, feed_sha256 FROM notice_reader WHERE account = ?1
