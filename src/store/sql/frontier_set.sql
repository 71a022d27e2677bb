INSERT INTO log_frontier (one, bytes) VALUES (1, ?1)
ON CONFLICT (one) DO UPDATE SET bytes = excluded.bytes
