-- A row of a Parquet file has no text of its own: it is shown as JSON. (The number of a row is no column of it.)
UPDATE rejects SET raw = p.text
FROM (SELECT t.file_row_number + 1 AS row, CAST(to_json(t) AS VARCHAR) AS text FROM read_parquet($path, hive_partitioning = false) t) p
WHERE rejects.file = $file AND rejects.row = p.row
