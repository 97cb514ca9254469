-- Row groups of a Parquet file, as they follow each other, with the byte at which each begins and its bytes in the file.
SELECT
  any_value(row_group_num_rows) AS rows, sum(total_compressed_size) AS bytes,
  -- Some that write files say 0 where there is no dictionary.
  min(least(nullif(dictionary_page_offset, 0), data_page_offset)) AS "from"
FROM parquet_metadata($path) GROUP BY row_group_id ORDER BY row_group_id
