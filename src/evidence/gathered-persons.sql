-- The persons of one pass over the logs.
SELECT hash, user_id, CAST(past AS BIGINT) AS past FROM gathered_persons WHERE hash % {{passes}} = {{pass}}
