-- A file without rows, so that a shard which got none has the columns all the same.
COPY (SELECT * FROM ({{query}}) LIMIT 0) TO {{path}} (FORMAT parquet)
