-- Persons whose consents were otherwise at the time of some transfer.
CREATE OR REPLACE TEMP TABLE otherwise (user_id VARCHAR)
