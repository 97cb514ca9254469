// People exposed abroad, by jurisdiction, recipient and field
//
// Of how many people each foreign recipient received each field, from anybody. Exact: cohorts are counted once, however
// many flows they had.
//
// @param jurisdiction: Jurisdiction = null. Where the recipient is established.
// @param recipient: Processor = null. Who received it.
// @param field: DataField = null. The field.
// @param verdict: 'unsupported' | 'contested' | 'supported' | 'out_of_scope' = null. Only flows with this verdict on the field.
// @returns jurisdiction: Jurisdiction. Where the recipient is established.
// @returns recipient: Processor. Who received it.
// @returns field: DataField. The field.
// @returns people: integer. Distinct persons.
MATCH (p:Processor)
WHERE NOT p.home
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($recipient IS NULL OR p.id = $recipient)
MATCH (p)<-[:TO]-(f:Flow)
MATCH (f)-[carries:CARRIES]->(d:DataField)
WHERE ($field IS NULL OR d.id = $field) AND ($verdict IS NULL OR carries.verdict = $verdict)
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT p, d, c
RETURN p.jurisdiction AS jurisdiction, p.id AS recipient, d.id AS field, sum(c.people) AS people
ORDER BY jurisdiction, recipient, field
