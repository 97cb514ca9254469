// Fields derived from a field, and where they went
//
// A field, everything derived from it in any number of steps, and who sent each to whom, of how many people.
//
// @param field: DataField. The field to start from.
// @param foreign: boolean = null. Only recipients abroad, or only those at home.
// @returns field: DataField. The field itself, or one derived from it.
// @returns steps: integer. In how many steps, at least; 0 is the field itself.
// @returns method: string. How it is derived; null when that is not recorded.
// @returns sender: Processor. Who sent it; `@user` is the person.
// @returns recipient: Processor. Who received it.
// @returns jurisdiction: Jurisdiction. Where the recipient is established.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons.
MATCH derivation = (d:DataField)-[:DERIVED_FROM*0..]->(:DataField {id: $field})
WITH d, min(length(derivation)) AS steps
MATCH (d)<-[:CARRIES]-(f:Flow)
MATCH (f)-[:TO]->(p:Processor)
WHERE $foreign IS NULL OR p.home <> $foreign
WITH d, steps, f.sender AS sender, p, collect(f) AS group, sum(f.records) AS records
UNWIND group AS f
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT d, steps, sender, p, records, c
RETURN d.id AS field, steps, d.method AS method, sender, p.id AS recipient, p.jurisdiction AS jurisdiction, records,
  sum(c.people) AS people
ORDER BY steps, field, sender, recipient
