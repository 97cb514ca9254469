-- The spans of lines, from each place of a text file to the next, that hold some of the rows that are asked for.
SELECT DISTINCT p.file, p.byte, p.line, p.rows, p.until
FROM (
  SELECT CAST(ref ->> '$.file' AS INTEGER) AS file, CAST(ref ->> '$.row' AS BIGINT) AS row
  FROM (SELECT unnest(CAST($refs AS JSON[])) AS ref)
) r
ASOF JOIN (SELECT *, lead(byte) OVER (PARTITION BY file ORDER BY byte) AS until FROM places) p
  ON r.file = p.file AND r.row > p.rows
ORDER BY p.file, p.byte
