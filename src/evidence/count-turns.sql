-- The instants at which the number of distinct units (persons, days) that count reaches a threshold, or falls below it.
-- Each transfer counts its unit during [at_us, end_us); overlapping stretches of one unit are one, then stretches are
-- swept in time order.
WITH marked AS (
  SELECT {{unit}} AS unit, t.at_us, {{end}} AS end_us FROM counted t {{calendar}}
  WHERE t.route IN (SELECT route FROM counted_routes WHERE count = {{count}})
), earliest AS (
  SELECT unit, min(at_us) AS at_us, end_us FROM marked GROUP BY unit, end_us
), followed AS (
  SELECT *, max(end_us) OVER (
    PARTITION BY unit ORDER BY at_us, end_us ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS end_before
  FROM earliest
), stretches AS (
  SELECT unit, min(at_us) AS at_us, max(end_us) AS end_us
  FROM (
    SELECT *, sum(CASE WHEN end_before >= at_us THEN 0 ELSE 1 END) OVER (
      PARTITION BY unit ORDER BY at_us, end_us ROWS UNBOUNDED PRECEDING) AS stretch
    FROM followed
  ) GROUP BY unit, stretch
), steps AS (
  SELECT at_us, sum(step) AS step FROM (
    SELECT at_us, 1 AS step FROM stretches UNION ALL SELECT end_us, -1 FROM stretches
  ) GROUP BY at_us
), reached AS (
  SELECT at_us, sum(step) OVER (ORDER BY at_us ROWS UNBOUNDED PRECEDING) >= {{below}} AS reached FROM steps
)
SELECT at_us FROM (SELECT at_us, reached, lag(reached, 1, false) OVER (ORDER BY at_us) AS before FROM reached)
WHERE reached <> before ORDER BY at_us
