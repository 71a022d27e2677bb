SELECT rowid FROM case_gram WHERE case_gram MATCH ?1
