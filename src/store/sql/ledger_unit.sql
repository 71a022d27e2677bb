AND f.unit_code = :unit_code
