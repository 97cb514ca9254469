MATCH (n:{{label}})
RETURN elementId(n) AS element, n.{{key}} AS key, properties(n) AS properties
