SELECT {{user}} AS user_id, -1 AS past
