read_parquet({{paths}}, file_row_number = {{numbered}}, hive_partitioning = {{partitioned}}, hive_types_autocast = false)
