-- The first and last accepted transfer of each count that has any.
SELECT r.count, min(t.first_at) AS first_at, max(t.last_at) AS last_at
FROM (SELECT route, min(at_us) AS first_at, max(at_us) AS last_at FROM counted GROUP BY route) t
JOIN counted_routes r USING (route)
GROUP BY r.count
