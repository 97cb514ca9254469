-- A batch of records that were told apart beforehand, as a JSON list.
SELECT record.line AS line, record.problem AS problem, record.text AS text
FROM (SELECT unnest(from_json($records, '[{"line":"BIGINT","text":"VARCHAR","problem":"VARCHAR"}]')) AS record)
