// All trails of a person
//
// Every reported trail that one person's data took.
//
// @param person: User. The person's pseudonym.
// @returns trail: Trail. The trail.
// @returns processors: Processor[]. The processors that it passes, in order.
// @returns jurisdictions: Jurisdiction[]. Their jurisdictions.
// @returns fieldChains: string[]. As which fields data goes, flow by flow.
// @returns hops: integer. Number of its flows.
// @returns foreign: boolean. True when it ends abroad.
// @returns verdict: string. The worst verdict of its hops.
// @returns unsupportedHops: integer[]. Hops that count as unsupported, from 1.
MATCH (:User {id: $person})-[:MEMBER_OF]->(c:Cohort)
MATCH (c)-[:FOLLOWED]->(last:Trail)
MATCH (last)<-[:LEADS_TO*0..]-(t:Trail)
WITH DISTINCT t
RETURN t.id AS trail, t.processors AS processors, t.jurisdictions AS jurisdictions, t.fieldChains AS fieldChains,
  t.hops AS hops, t.foreign AS foreign, t.verdict AS verdict, t.unsupportedHops AS unsupportedHops
ORDER BY hops, trail
