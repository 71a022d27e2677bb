DELETE FROM day_flow
