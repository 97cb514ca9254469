-- Accepted transfers of some of the files that were read, by their numbers in what is kept.
SELECT user_id, person, at_us, route, file, row FROM read_parquet({{files}}) WHERE file IN ({{numbers}})
