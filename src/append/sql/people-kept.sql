-- How many persons are kept, and whether two of them have one hash.
SELECT count(*) AS people, count(*) <> count(DISTINCT hash(user_id)) AS alike FROM read_parquet({{persons}})
