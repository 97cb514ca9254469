-- Whom a Parquet file of transfers has, each once: they are looked at, and gathered by, later.
INSERT INTO seen_persons SELECT {{file}}, user_id FROM (SELECT DISTINCT {{column}} AS user_id FROM {{cells}})
