-- Row groups of a Parquet file, as they follow each other, with their bytes in the file.
SELECT any_value(row_group_num_rows) AS rows, sum(total_compressed_size) AS bytes
FROM parquet_metadata($path) GROUP BY row_group_id ORDER BY row_group_id
