-- The record ids of accepted transfers, of the window or not.
COPY (
  SELECT f.number AS file, t.record_id
  FROM named_transfers t JOIN read_files f ON t.file = f.read_place
  ANTI JOIN duplicates d ON t.file = d.file AND t.row = d.row
  WHERE t.code IS NULL AND t.route IS NOT NULL AND t.record_id IS NOT NULL
) TO {{path}} (FORMAT parquet)
