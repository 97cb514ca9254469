// People exposed abroad, by jurisdiction
//
// Of how many people anybody in each foreign jurisdiction received anything.
//
// @param field: DataField = null. Only flows that carry this field.
// @param verdict: 'unsupported' | 'contested' | 'supported' | 'out_of_scope' = null. Only flows with this verdict.
// @returns jurisdiction: Jurisdiction. The jurisdiction.
// @returns recipients: integer. How many recipients there received something.
// @returns people: integer. Distinct persons.
MATCH (p:Processor)
WHERE NOT p.home
MATCH (p)<-[:TO]-(f:Flow)
WHERE ($field IS NULL OR $field IN f.fields) AND ($verdict IS NULL OR f.verdict = $verdict)
WITH p.jurisdiction AS jurisdiction, count(DISTINCT p) AS recipients, collect(f) AS flows
UNWIND flows AS f
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT jurisdiction, recipients, c
RETURN jurisdiction, recipients, sum(c.people) AS people
ORDER BY people DESC, jurisdiction
