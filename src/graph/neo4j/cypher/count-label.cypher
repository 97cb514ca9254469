MATCH (n:{{name}})
RETURN count(n) AS count
