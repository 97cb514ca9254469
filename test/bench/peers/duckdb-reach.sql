-- The people whose data, sent by a processor at home, arrived at one abroad by transfers in order of time, whatever their
-- number. Of each walk only where it is and when it arrived there matter; UNION drops those that are known.
WITH RECURSIVE walk AS (
  SELECT person, sender AS origin, recipient AS place, min("at") AS arrived
  FROM transfer JOIN processor p ON p.n = sender
  WHERE p.home
  GROUP BY ALL
  UNION
  SELECT walk.person, walk.origin, t.recipient, min(t."at")
  FROM walk JOIN transfer t ON t.person = walk.person AND t.sender = walk.place AND t."at" >= walk.arrived
  GROUP BY ALL
)
SELECT o.id || ' > ' || p.id AS route, count(DISTINCT person) AS people
FROM walk JOIN processor o ON o.n = origin JOIN processor p ON p.n = place
WHERE NOT p.home
GROUP BY ALL;
