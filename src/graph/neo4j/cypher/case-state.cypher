OPTIONAL MATCH (c:Case {program: 'wayleave'})
RETURN c IS NOT NULL AS there, c.id AS title, c.analysis AS analysis, c.schema AS schema,
  CASE WHEN c.changingUntil > timestamp() THEN c.changing END AS changing
