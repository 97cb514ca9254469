SELECT json FROM proof_rows
WHERE (file, row) IN (
  SELECT (CAST(ref ->> '$.file' AS BIGINT), CAST(ref ->> '$.row' AS BIGINT))
  FROM (SELECT unnest(CAST($refs AS JSON[])) AS ref)
)
