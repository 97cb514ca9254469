-- Rows are read back in the order in which they are written. Whoever gathered histories let the database put rows down in any.
SET preserve_insertion_order = true;
-- A result that was not completed is thrown away: no log of changes has to save it.
ATTACH {{path}} AS result (RECOVERY_MODE 'no_wal_writes');
-- The tables of a result. Times are microseconds since 1970 UTC. `json` is the whole entity of model/result.ts.
CREATE TABLE result.analysis (json VARCHAR);
CREATE TABLE result.flows (id VARCHAR, sender VARCHAR, recipient VARCHAR, purpose VARCHAR, basis VARCHAR, verdict VARCHAR,
  cross_border BOOLEAN, records BIGINT, people BIGINT, first_at BIGINT, last_at BIGINT, json VARCHAR);
CREATE TABLE result.trails (id VARCHAR, parent VARCHAR, last_flow VARCHAR, hops BIGINT, people BIGINT, is_foreign BOOLEAN, verdict VARCHAR, json VARCHAR);
CREATE TABLE result.reach (origin VARCHAR, field VARCHAR, recipient VARCHAR, jurisdiction VARCHAR, people BIGINT, first_arrival BIGINT, last_arrival BIGINT);
CREATE TABLE result.findings (id VARCHAR, pack VARCHAR, gate VARCHAR, code VARCHAR, effect VARCHAR, severity VARCHAR, sender VARCHAR,
  recipient VARCHAR, field VARCHAR, purpose VARCHAR, people BIGINT, records BIGINT, json VARCHAR);
-- Their flows and trails by their places in the tables of those, from 0, with a space between them.
CREATE TABLE result.cohorts (id VARCHAR, people BIGINT, flows VARCHAR, trails VARCHAR);
-- The situations of flows (model/flow.ts): notice states as JSON; empty when there are more than are kept.
CREATE TABLE result.situations (flow VARCHAR, notices VARCHAR, records BIGINT, first_at BIGINT, last_at BIGINT);
-- Who belongs to which cohort, by its place in the table of cohorts; empty when there are more people than are kept by name.
CREATE TABLE result.members (user_id VARCHAR, cohort BIGINT);
-- The transfers that flows, trails and findings name as their proof (ingest/fetch-rows.ts), where their logs lie at addresses: whoever
-- reads the result cannot read those. A file by its place among all.
CREATE TABLE result.proof_rows (file BIGINT, row BIGINT, json VARCHAR);
-- Lines of text files at which reading may begin, so that rows of proof are there without reading all that comes before them.
CREATE TABLE result.places (file INTEGER, byte BIGINT, line BIGINT, rows BIGINT);
CREATE TABLE result.rejects (log VARCHAR, file INTEGER, row BIGINT, line BIGINT, column_name VARCHAR, code VARCHAR, value VARCHAR, detail VARCHAR, raw VARCHAR,
  user_id VARCHAR);
