MATCH (c:Case {program: 'wayleave'})
WHERE c.changing = $load
REMOVE c.changing, c.changingUntil
