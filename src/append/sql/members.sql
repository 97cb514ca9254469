INSERT INTO result.members SELECT user_id, place FROM read_parquet({{persons}})
