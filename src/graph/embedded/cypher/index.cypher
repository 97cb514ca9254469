CREATE INDEX {{name}} FOR (n:{{label}}) ON (n.{{property}})
