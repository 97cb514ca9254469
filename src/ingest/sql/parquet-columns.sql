-- Columns of a Parquet file with their types.
DESCRIBE SELECT * FROM {{cells}}
