SELECT file, count(*) AS n FROM rejects GROUP BY file
