-- Everyone's past and the time of their last transfer, as they were before.
CREATE OR REPLACE TEMP VIEW persons AS SELECT user_id, past, last_at FROM read_parquet({{persons}});
-- Of whom there are new transfers, from when on.
CREATE OR REPLACE TEMP TABLE fresh AS SELECT user_id, min(at_us) AS first_at FROM ({{fresh}}) GROUP BY user_id;
