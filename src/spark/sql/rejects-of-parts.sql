-- What was rejected on the cluster.
INSERT INTO rejects FROM read_parquet({{files}}, hive_partitioning = false)
