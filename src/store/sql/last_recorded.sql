SELECT recorded FROM event ORDER BY global_index DESC LIMIT 1
