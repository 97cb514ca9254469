-- Persons as they were walked now: number of their past in the sum.
CREATE OR REPLACE TEMP TABLE walked (user_id VARCHAR, past INTEGER, last_at DOUBLE);
-- Pasts: their number in the sum, in what is kept of it, and the place of their cohort.
CREATE OR REPLACE TEMP TABLE past_numbers (before INTEGER, now INTEGER, place INTEGER)
