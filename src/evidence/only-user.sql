SELECT * FROM ({{query}}) WHERE user_id = {{user}}
