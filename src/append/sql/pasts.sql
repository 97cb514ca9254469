-- From which past each person's history goes on.
CREATE TEMP VIEW pasts AS SELECT user_id, past FROM read_parquet({{persons}})
