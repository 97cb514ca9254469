-- The tables of a run's work database, empty.
-- Of a rejected row, `user_id` is whose it is, as far as that can be read: its other cells may hold the same person.
CREATE OR REPLACE TABLE rejects (
  log VARCHAR, file INTEGER, row BIGINT, line BIGINT, column_name VARCHAR, code VARCHAR, value VARCHAR, detail VARCHAR, raw VARCHAR, user_id VARCHAR);
-- What became of each combination of names that the transfers have: a route, or a reason to reject its rows.
CREATE OR REPLACE TABLE names (
  sender VARCHAR, recipient VARCHAR, fields VARCHAR, fields_listed BOOLEAN, purpose VARCHAR, basis VARCHAR, hash UBIGINT,
  route INTEGER, code VARCHAR, code_column VARCHAR, code_value VARCHAR);
-- Notices of the register.
CREATE OR REPLACE TABLE notices (id VARCHAR, notice_index INTEGER);
-- Lines of text files at which reading may begin: where, and how many rows of the file come before.
CREATE OR REPLACE TABLE places (file INTEGER, byte BIGINT, line BIGINT, rows BIGINT);
-- Rows that repeat the record_id of an accepted one.
CREATE OR REPLACE TABLE duplicates (file INTEGER, row BIGINT, record_id VARCHAR, route INTEGER, at_us BIGINT);
