SELECT s.* FROM ({{query}}) s SEMI JOIN read_parquet({{persons}}) p USING (user_id)
