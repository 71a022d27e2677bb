AND s.matter = :matter
