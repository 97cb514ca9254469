(SELECT DISTINCT {{columns}} FROM read_parquet($path))
