SELECT id, name, url, secret, region_prefix, added FROM webhook ORDER BY id
