MATCH (n:{{label}})
WHERE n.{{key}} = $key
RETURN n.{{key}} AS key
