AND s.region >= :region_low AND s.region < :region_high
