-- A row of a Parquet file has no text of its own: it is shown as JSON.
UPDATE rejects SET raw = p.text
FROM (SELECT file_row_number + 1 AS row, CAST(to_json(COLUMNS(* EXCLUDE file_row_number)) AS VARCHAR) AS text FROM read_parquet($path, file_row_number = true)) p
WHERE rejects.file = $file AND rejects.row = p.row
