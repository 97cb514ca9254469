MATCH ()-[r:{{name}}]->()
RETURN count(r) AS count
