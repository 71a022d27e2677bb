UPDATE delivery SET batch = ?2, state = ?3, from_instant = ?4, tries = ?5, error = ?6
WHERE number = ?1
