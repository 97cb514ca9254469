MERGE (c:Case {program: 'wayleave'})
SET c.changing = $load, c.changingUntil = timestamp() + $milliseconds
