-- First and last of the times of Parquet files, as the files themselves say of them: no row is read for it.
SELECT CASE WHEN finite THEN epoch_us(first) END AS first, CASE WHEN finite THEN epoch_us(last) END AS last, finite, "all"
FROM (
  SELECT first, last, coalesce(isfinite(first) AND isfinite(last), true) AS finite, "all"
  FROM (SELECT min({{cell}}) AS first, max({{cell}}) AS last, count({{cell}}) = count(*) AS "all" FROM {{cells}})
)
