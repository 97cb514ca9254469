-- Routes of a count, and the calendar periods that it needs: [from_us, until_us).
CREATE OR REPLACE TEMP TABLE counted_routes (route INTEGER);
CREATE OR REPLACE TEMP TABLE count_years (from_us BIGINT, until_us BIGINT);
CREATE OR REPLACE TEMP TABLE count_days (from_us BIGINT, until_us BIGINT);
