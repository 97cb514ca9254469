SELECT DISTINCT user_id, -1 AS past FROM seen_persons WHERE user_id IS NOT NULL
