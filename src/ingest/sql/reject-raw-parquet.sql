-- A row of a Parquet file has no text of its own: it is shown as JSON. (The number of a row is no column of it.) Row groups
-- from the first to the last that has some of them are read.
UPDATE rejects SET raw = p.text
FROM (
  SELECT t.file_row_number + 1 AS row, CAST(to_json(t) AS VARCHAR) AS text FROM read_parquet($path, hive_partitioning = false) t
  WHERE t.file_row_number >= $first - 1 AND t.file_row_number <= $last - 1
) p
WHERE rejects.file = $file AND rejects.row = p.row
