CALL db.relationshipTypes() YIELD relationshipType AS name
RETURN name
ORDER BY name
