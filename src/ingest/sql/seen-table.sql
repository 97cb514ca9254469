-- Persons whom Parquet files of transfers have, as they are looked at, once for each file.
CREATE OR REPLACE TEMP TABLE seen_persons (file INTEGER, user_id VARCHAR)
