SELECT day, sum(received), sum(finished), sum(finished_late), sum(pending), sum(overdue)
FROM day_flow WHERE day <= :last AND region >= :region_low AND region < :region_high
GROUP BY day ORDER BY day
