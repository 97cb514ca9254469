-- What is accepted of a part of the logs, as job.py expects it: transfers with their route, consents with their notice.
COPY (
  SELECT CAST({{part}} AS INTEGER) AS part, CAST(NULL AS VARCHAR) AS name, CAST(NULL AS BLOB) AS bytes, user_id,
    CAST(route AS INTEGER) AS route, CAST(NULL AS INTEGER) AS notice, CAST(file AS INTEGER) AS file, CAST(row AS BIGINT) AS row,
    CAST(at_us AS DOUBLE) AS "at", CAST(NULL AS DOUBLE) AS until, CAST(NULL AS DOUBLE) AS expires, record_id
  FROM named_transfers WHERE code IS NULL AND route IS NOT NULL
  UNION ALL
  SELECT {{part}}, NULL, NULL, user_id, NULL, CAST(notice AS INTEGER), NULL, NULL, given_at, withdrawn_at, expires_at, NULL
  FROM ({{consents}})
) TO {{path}} (FORMAT parquet)
