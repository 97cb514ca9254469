-- Where looking at a Parquet file of transfers notes whom it has, for those who do not ask: a run's work database has it already.
CREATE TEMP TABLE IF NOT EXISTS seen_persons (file INTEGER, user_id VARCHAR)
