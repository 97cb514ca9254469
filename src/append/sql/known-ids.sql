-- Rows that repeat the record_id of an accepted row of a file that was read before.
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT t.file, t.row, t.record_id, t.route, t.at_us, k.place AS first_place
FROM named_transfers t
JOIN (SELECT i.record_id, p.place FROM read_parquet({{ids}}) i JOIN (VALUES {{places}}) p(number, place) ON i.file = p.number) k
  ON t.record_id = k.record_id
ANTI JOIN duplicates d ON t.file = d.file AND t.row = d.row
WHERE t.code IS NULL
