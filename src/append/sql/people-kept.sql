-- How many persons are kept, and whether two of them have one hash. Those who were not walked now had none in common before.
SELECT (SELECT count(*) FROM read_parquet({{persons}})) AS people,
  (SELECT count(*) FROM read_parquet({{persons}}) WHERE hash(user_id) IN (SELECT hash(user_id) FROM walked))
    <> (SELECT count(DISTINCT hash(user_id)) FROM walked) AS alike
