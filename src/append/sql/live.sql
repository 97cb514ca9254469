-- Accepted transfers by route.
SELECT route, count(*) AS n FROM ({{rows}}) GROUP BY route
