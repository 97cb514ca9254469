MATCH (c:Case {program: 'wayleave'})
SET c = $row
