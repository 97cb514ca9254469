-- The accepted transfers of the window of the files that are read now. Few people of many are found by the hash, without reading
-- everybody's name.
COPY (
  SELECT f.number AS file, t.row, t.user_id, hash(t.user_id) AS person, CAST(t.at_us AS DOUBLE) AS at_us, t.route
  FROM named_transfers t JOIN read_files f ON t.file = f.read_place
  ANTI JOIN duplicates d ON t.file = d.file AND t.row = d.row
  WHERE t.code IS NULL AND t.route IS NOT NULL AND {{within}}
) TO {{path}} (FORMAT parquet)
