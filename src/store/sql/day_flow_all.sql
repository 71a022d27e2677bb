SELECT day, received, finished, finished_late, pending, overdue, region FROM day_flow
ORDER BY day, region
