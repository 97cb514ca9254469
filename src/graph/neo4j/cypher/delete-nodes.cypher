MATCH (n:{{label}})
DETACH DELETE n
