MATCH (n:{{label}}) RETURN id(n) AS id, n.{{key}} AS key
