-- Persons and the places of their cohorts, out of packed texts.
INSERT INTO result.members
SELECT unnest(string_split(decode($users), $separator)), CAST(unnest(string_split($cohorts, ' ')) AS BIGINT)
