-- Persons with transfers whose consents are not what they were: all of their records before and now.
WITH gone AS ({{gone}}), came AS ({{came}}),
moved AS (
  SELECT DISTINCT user_id FROM (
    (FROM gone EXCEPT ALL FROM came) UNION ALL (FROM came EXCEPT ALL FROM gone)
  )
), who AS (SELECT user_id, last_at FROM persons SEMI JOIN moved USING (user_id))
SELECT w.user_id, w.last_at, c.is_now, c.notice, c.given_at, c.withdrawn_at, c.expires_at
FROM who w JOIN (
  SELECT *, false AS is_now FROM ({{before}}) UNION ALL SELECT *, true AS is_now FROM ({{now}})
) c USING (user_id)
ORDER BY w.user_id
