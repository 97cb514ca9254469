(SELECT DISTINCT {{column}} FROM read_parquet($path))
