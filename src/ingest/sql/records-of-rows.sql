-- Rows of several files that were made elsewhere, as a JSON list.
SELECT r.file AS file, r.row AS row, r.line AS line, r.problem AS problem, r.text AS text
FROM (SELECT unnest(from_json($records,
  '[{"file":"INTEGER","row":"BIGINT","line":"BIGINT","text":"VARCHAR","problem":"VARCHAR"}]')) AS r)
