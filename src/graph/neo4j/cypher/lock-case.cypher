// The one node that every load writes: a second load waits here until the first has ended.
MERGE (c:Case {program: 'wayleave'})
SET c.loading = true
REMOVE c.loading
RETURN c.id AS title, c.analysis AS analysis, c.schema AS schema
