// People exposed abroad, by recipient
//
// Of how many people each foreign recipient received anything, from anybody.
//
// @param jurisdiction: Jurisdiction = null. Where the recipient is established.
// @param field: DataField = null. Only flows that carry this field.
// @param verdict: 'unsupported' | 'contested' | 'supported' | 'out_of_scope' = null. Only flows with this verdict.
// @returns jurisdiction: Jurisdiction. Where the recipient is established.
// @returns recipient: Processor. Who received it.
// @returns people: integer. Distinct persons.
MATCH (p:Processor)
WHERE NOT p.home AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
MATCH (p)<-[:TO]-(f:Flow)
WHERE ($field IS NULL OR $field IN f.fields) AND ($verdict IS NULL OR f.verdict = $verdict)
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT p, c
RETURN p.jurisdiction AS jurisdiction, p.id AS recipient, sum(c.people) AS people
ORDER BY people DESC, recipient
