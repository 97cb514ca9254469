-- Files of which rows were rejected that have no text yet: Parquet.
SELECT DISTINCT file FROM rejects WHERE raw IS NULL
