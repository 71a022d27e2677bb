SELECT term, doc FROM gram_count ORDER BY term
