CREATE OR REPLACE TABLE rejects (
  log VARCHAR, file INTEGER, row BIGINT, line BIGINT, column_name VARCHAR, code VARCHAR, value VARCHAR, detail VARCHAR, raw VARCHAR)
