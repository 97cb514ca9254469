-- Rows that repeat the record_id of an earlier row that is otherwise accepted.
INSERT INTO duplicates
SELECT file, row, record_id, route, at_us
FROM (
  SELECT file, row, record_id, route, at_us, row_number() OVER (PARTITION BY record_id ORDER BY file, row) AS nth
  FROM named_transfers
  WHERE code IS NULL AND record_id IN (
    SELECT record_id FROM named_transfers WHERE code IS NULL AND record_id IS NOT NULL GROUP BY record_id HAVING count(*) > 1)
)
WHERE nth > 1
