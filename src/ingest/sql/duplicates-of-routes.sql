-- Duplicates of the window, by route.
SELECT route, count(*) AS n FROM duplicates WHERE at_us >= {{from}} AND at_us < {{until}} GROUP BY route
