-- A batch of whole lines, as bytes that are known to be UTF-8.
SELECT $line + row_number() OVER () - 1 AS line, CAST(NULL AS VARCHAR) AS problem,
  CASE WHEN suffix(part, chr(13)) THEN rtrim(part, chr(13)) ELSE part END AS text
FROM (SELECT unnest(string_split(decode($bytes), chr(10))) AS part)
