DELETE FROM standing
