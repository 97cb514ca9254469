-- Whole lines of several files, as bytes that are known to be UTF-8, and the number of the first of each.
SELECT file, line, CAST(NULL AS VARCHAR) AS problem,
  CASE WHEN suffix(part, chr(13)) THEN rtrim(part, chr(13)) ELSE part END AS text
FROM (
  SELECT file, unnest(parts) AS part, first - 1 + generate_subscripts(parts, 1) AS line
  FROM (
    SELECT file, first, string_split(decode(bytes), chr(10)) AS parts
    FROM (SELECT unnest($files) AS file, unnest($firsts) AS first, unnest($bytes) AS bytes)
  )
)
