-- Which names the rows of Parquet files have together, each combination once.
CREATE OR REPLACE TEMP TABLE {{table}} AS
SELECT {{columns}}, count(*) AS rows, {{numbered}} AS numbered FROM {{cells}} GROUP BY ALL
