-- Whether two persons have one hash.
SELECT count(*) <> count(DISTINCT hash(user_id)) AS alike FROM read_parquet({{persons}})
