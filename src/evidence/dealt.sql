-- The accepted rows of one shard.
CREATE TEMP VIEW accepted AS FROM read_parquet({{transfers}}, hive_partitioning = false);
CREATE TEMP VIEW accepted_consents AS FROM read_parquet({{consents}}, hive_partitioning = false);
