-- Persons who were walked, their pasts and the times of their last transfers, out of packed texts.
INSERT INTO walked
SELECT unnest(string_split(decode($users), $separator)), CAST(unnest(string_split($pasts, ' ')) AS INTEGER),
  CAST(unnest(string_split($last_at, ' ')) AS DOUBLE)
