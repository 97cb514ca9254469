CALL db.labels() YIELD label AS name
RETURN name
ORDER BY name
