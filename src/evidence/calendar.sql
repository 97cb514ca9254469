-- Calendar periods that a count needs: [from_us, until_us).
CREATE OR REPLACE TEMP TABLE count_years (from_us BIGINT, until_us BIGINT);
CREATE OR REPLACE TEMP TABLE count_days (from_us BIGINT, until_us BIGINT);
