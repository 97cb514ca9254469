-- Decodes every cell of a Parquet file, for what goes wrong with it.
SELECT bit_xor(hash(t)) AS all_cells FROM read_parquet({{path}}, hive_partitioning = false) t
