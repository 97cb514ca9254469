-- Accepted consents of some of the files that were read.
SELECT user_id, notice, given_at, withdrawn_at, expires_at
FROM read_parquet({{files}}) WHERE file IN ({{numbers}})
