MATCH (a)-[r:{{type}}]->(b)
RETURN elementId(r) AS element, elementId(a) AS start, elementId(b) AS end, properties(r) AS properties
