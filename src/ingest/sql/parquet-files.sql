-- Of Parquet files: how many rows each has, and its columns with their types, as a text that is the same for files that can be
-- read together.
SELECT file_name AS path, CAST(any_value(num_rows) AS DOUBLE) AS rows,
  CAST(to_json(list([name, duckdb_type, type, logical_type, CAST(num_children AS VARCHAR)] ORDER BY column_id)) AS VARCHAR) AS columns,
  bool_or(lower(name) = 'file_index') AS hides_index
FROM parquet_schema({{paths}}) JOIN parquet_file_metadata({{paths}}) USING (file_name)
GROUP BY file_name
