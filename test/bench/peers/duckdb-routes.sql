-- Routes of up to four hops from home to abroad, by which at least one person's data went in order of time, and how many
-- people's. Of a person's transfers along one route only the earliest arrival matters for what may follow.
WITH RECURSIVE walk AS (
  SELECT person, [sender, recipient] AS route, recipient AS last, min("at") AS arrived
  FROM transfer JOIN processor p ON p.n = sender
  WHERE p.home
  GROUP BY ALL
  UNION ALL
  SELECT walk.person, list_append(route, t.recipient), t.recipient, min(t."at")
  FROM walk JOIN transfer t ON t.person = walk.person AND t.sender = walk.last AND t."at" >= walk.arrived
  WHERE len(route) < 5 AND NOT list_contains(route, t.recipient)
  GROUP BY ALL
),
counted AS (
  SELECT route, count(*) AS people
  FROM walk JOIN processor p ON p.n = last
  WHERE NOT p.home
  GROUP BY route
)
SELECT array_to_string([ids[hop] FOR hop IN route], ' > ') AS route, people
FROM counted, (SELECT list(id ORDER BY n) AS ids FROM processor);
