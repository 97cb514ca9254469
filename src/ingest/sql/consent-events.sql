-- What documents of other formats tell of consents, one after another; a document that cannot be read has a problem and its text.
CREATE OR REPLACE TABLE consent_events (
  file INTEGER, number BIGINT, line BIGINT, problem VARCHAR, raw VARCHAR,
  user_id VARCHAR, notice VARCHAR, time VARCHAR, at_us BIGINT, given BOOLEAN, expires VARCHAR)
