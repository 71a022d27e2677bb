SELECT account, without_mail, feed_sha256 FROM notice_reader ORDER BY account
