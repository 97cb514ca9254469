MATCH ()-[r:{{type}}]->() WHERE r.{{property}} IS NOT NULL SET r.{{property}} = toFloat(r.{{property}})
