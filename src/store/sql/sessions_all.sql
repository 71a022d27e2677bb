SELECT token_hash, account, csrf, begun, seen, client, second_factor
FROM session ORDER BY begun, token_hash
