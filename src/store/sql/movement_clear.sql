DELETE FROM movement
