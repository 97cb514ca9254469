-- Accepted transfers of some of the files that were read, by the places of their files.
SELECT r.user_id, r.person, r.at_us, r.route, p.place AS file, r.row
FROM read_parquet({{files}}) r JOIN (VALUES {{places}}) p(number, place) ON r.file = p.number
