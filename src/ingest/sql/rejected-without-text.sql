-- Files with rejected rows that have no text yet, and between which of their rows these are.
SELECT file, min(row) AS first, max(row) AS last FROM rejects WHERE raw IS NULL GROUP BY file ORDER BY file
