// All flows of a person
//
// Every flow that one person had, and what it relies on. Times and counts of a flow are those of all its people.
//
// @param person: User. The person's pseudonym.
// @returns flow: Flow. The flow.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns fields: DataField[]. The fields that it carries.
// @returns purpose: string. Purpose.
// @returns basis: string. What the sender claims; null when nothing.
// @returns verdict: string. Verdict.
// @returns reliesOn: string[]. Notices and contracts that carry some gate, in order.
MATCH (:User {id: $person})-[:MEMBER_OF]->(c:Cohort)
MATCH (c)-[:SUBJECT_OF]->(f:Flow)
OPTIONAL MATCH (f)-[:RELIES_ON]->(b)
WITH DISTINCT f, b.id AS id
ORDER BY id
WITH f, collect(id) AS reliesOn
RETURN f.id AS flow, f.sender AS sender, f.recipient AS recipient, f.fields AS fields, f.purpose AS purpose,
  f.basis AS basis, f.verdict AS verdict, reliesOn
ORDER BY flow
