SELECT file, row, CAST(NULL AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS malformed,
  CAST(NULL AS VARCHAR) AS raw, {{columns}}
FROM (
  SELECT * {{parts}}
  FROM (SELECT {{file}} AS file, file_row_number + 1 AS row, {{inputs}} FROM {{rows}} WHERE {{within}})
)
