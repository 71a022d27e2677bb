DELETE FROM head_task
