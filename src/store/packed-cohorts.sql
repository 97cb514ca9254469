-- Cohorts, out of packed texts.
INSERT INTO result.cohorts
SELECT unnest(string_split($ids, ' ')), CAST(unnest(string_split($people, ' ')) AS BIGINT),
  unnest(string_split($flows, '|')), unnest(string_split($trails, '|'))
