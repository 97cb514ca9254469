SELECT {{file}} AS file, file_row_number + 1 AS row, CAST(NULL AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS malformed,
  CAST(NULL AS VARCHAR) AS raw, {{columns}}
FROM read_parquet({{path}}, file_row_number = true)
