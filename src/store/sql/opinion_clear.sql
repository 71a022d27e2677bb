DELETE FROM opinion
