SELECT DISTINCT user_id, -1 AS past FROM ({{transfers}})
