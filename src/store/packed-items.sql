-- What cohorts have, out of packed texts.
INSERT INTO result.{{table}}
SELECT owner, unnest(string_split(list, ' '))
FROM (SELECT unnest(string_split($owners, '|')) AS owner, unnest(string_split($lists, '|')) AS list)
