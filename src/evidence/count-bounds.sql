-- The first and last accepted transfer of a count, and how many there are.
SELECT min(t.at_us) AS first_at, max(t.at_us) AS last_at, count(*) AS n FROM {{counted}} t
