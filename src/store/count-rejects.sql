-- Rejected rows of some logs, for some reasons; null stands for all.
SELECT count(*) AS n FROM rejects
WHERE ($logs::VARCHAR IS NULL OR log IN (SELECT unnest(from_json($logs, '["VARCHAR"]'))))
  AND ($codes::VARCHAR IS NULL OR code IN (SELECT unnest(from_json($codes, '["VARCHAR"]'))))
