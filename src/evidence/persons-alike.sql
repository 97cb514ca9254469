-- Whether two persons have one hash, and could not be told apart by it.
SELECT count(*) <> count(DISTINCT hash) AS alike FROM gathered_persons
