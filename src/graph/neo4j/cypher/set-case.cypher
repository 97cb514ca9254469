MATCH (c:Case {program: 'wayleave'})
WITH c, c.changing AS changing, c.changingUntil AS until
SET c = $row
SET c.changing = changing, c.changingUntil = until
