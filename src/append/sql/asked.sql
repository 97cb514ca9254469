-- Persons whose whole histories say what is to be known again.
CREATE OR REPLACE TEMP TABLE asked (user_id VARCHAR)
