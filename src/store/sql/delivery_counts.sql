SELECT channel, state, count(*) FROM delivery GROUP BY channel, state
