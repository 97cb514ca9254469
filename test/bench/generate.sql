-- About 25 million transfers per million people: every two weeks in bulk from a home controller to a processor abroad, and a
-- day later onward. People of one group share their calendar, as bulk sends do; {{people}} people, {{rounds}} rounds.
COPY (
  WITH person AS (SELECT u, u % 7 AS home, (u // 7) % 5 AS abroad, (u // 35) % 13 AS pattern FROM range({{people}}) p(u)),
  event AS (
    SELECT u, k, TIMESTAMP '2023-01-02 01:00:00' + INTERVAL (k * 14) DAY + INTERVAL (u % 3600) SECOND AS "at",
      'home' || home AS sender, 'abroad' || abroad AS recipient, pattern
    FROM person, range({{rounds}}) r(k)
    UNION ALL
    SELECT u, k, TIMESTAMP '2023-01-03 01:00:00' + INTERVAL (k * 14) DAY + INTERVAL (u % 3600) SECOND,
      'abroad' || abroad, 'onward' || ((abroad + pattern) % 6), pattern
    FROM person, range({{rounds}}) r(k) WHERE (k + pattern) % 13 <> 0
  )
  SELECT "at", 'user-' || u AS user_id, sender, recipient,
    CASE WHEN sender LIKE 'abroad%' THEN 'score' WHEN (k + pattern) % 3 = 0 THEN 'phone|email' ELSE 'phone_hash|balance' END AS fields,
    'p' || (k % 4) AS purpose
  FROM event ORDER BY k, 1
) TO {{path}} (FORMAT parquet, COMPRESSION zstd)
