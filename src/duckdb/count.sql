-- How many rows a table, a view or a file has.
SELECT count(*) AS n FROM {{from}}
