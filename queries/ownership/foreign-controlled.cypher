// Recipients at home that are controlled from abroad
//
// Processors at home whose ultimate parent is foreign, and of how many people they received data: no trail counts as
// foreign for them.
//
// @returns processor: Processor. The recipient.
// @returns parent: Processor. Its ultimate parent.
// @returns parentJurisdiction: Jurisdiction. Where the ultimate parent is established.
// @returns flows: integer. Flows that it received.
// @returns people: integer. Distinct persons.
MATCH (p:Processor {home: true})-[:CONTROLLED_BY*1..]->(top:Processor)
WHERE NOT top.home AND NOT EXISTS { (top)-[:CONTROLLED_BY]->(:Processor) }
MATCH (p)<-[:TO]-(f:Flow)
WITH p, top, collect(f) AS group
UNWIND group AS f
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT p, top, size(group) AS flows, c
RETURN p.id AS processor, top.id AS parent, top.jurisdiction AS parentJurisdiction, flows, sum(c.people) AS people
ORDER BY people DESC, processor
