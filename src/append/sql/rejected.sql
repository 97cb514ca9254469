SELECT file, count(*) AS n, count(*) FILTER (WHERE code = 'DUPLICATE_RECORD_ID') AS repeats FROM rejects GROUP BY file
