-- A batch of whole lines, as bytes that are known to be UTF-8.
SELECT $line + i - 1 AS line, CAST(NULL AS VARCHAR) AS problem, rtrim(part, chr(13)) AS text
FROM (SELECT unnest(parts) AS part, generate_subscripts(parts, 1) AS i
      FROM (SELECT string_split(decode($bytes), chr(10)) AS parts))
