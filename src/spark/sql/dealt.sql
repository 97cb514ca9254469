-- The accepted rows of one shard, as they were dealt by Spark.
CREATE TEMP VIEW accepted AS
SELECT user_id, "at" AS at_us, code FROM read_parquet({{path}}, hive_partitioning = false) WHERE notice IS NULL;
CREATE TEMP VIEW accepted_consents AS
SELECT user_id, notice, "at" AS given_at, until AS withdrawn_at, expires AS expires_at
FROM read_parquet({{path}}, hive_partitioning = false) WHERE notice IS NOT NULL;
