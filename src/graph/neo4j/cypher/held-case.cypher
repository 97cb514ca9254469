OPTIONAL MATCH (c:Case {program: 'wayleave'})
RETURN c.id AS title, c.analysis AS analysis, c.schema AS schema
