SELECT user_id, {{past}} AS past FROM read_parquet({{persons}})
