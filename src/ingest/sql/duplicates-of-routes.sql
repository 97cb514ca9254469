-- Duplicates of the window, by route.
SELECT route, count(*) AS n FROM duplicates WHERE {{within}} GROUP BY route
