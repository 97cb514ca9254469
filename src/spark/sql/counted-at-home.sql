-- Transfers of the routes that rules count, duplicates left out.
CREATE OR REPLACE TEMP VIEW named_transfers AS
SELECT 0 AS file, 0 AS row, CAST(NULL AS VARCHAR) AS code, route, user_id, CAST("at" AS BIGINT) AS at_us
FROM read_parquet({{path}}, hive_partitioning = false)
