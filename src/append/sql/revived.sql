-- Rows that were rejected for repeating a record_id of a file that went: they may count now.
SELECT count(*) AS n
FROM former.rejects r
SEMI JOIN (SELECT record_id FROM read_parquet({{ids}}) WHERE file IN ({{gone}})) i ON r.value = i.record_id
WHERE r.code = 'DUPLICATE_RECORD_ID' AND r.file IN ({{stayed}})
