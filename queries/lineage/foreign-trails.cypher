// Trails to foreign entities
//
// Every way that data takes to a foreign entity, and how many people's data took it.
//
// @param origin: Processor = null. Where the trail starts.
// @param destination: Processor = null. Where it ends.
// @param jurisdiction: Jurisdiction = null. Where the last recipient is established.
// @param field: DataField = null. A field that occurs on the trail.
// @param verdict: 'unsupported' | 'contested' | 'supported' | 'out_of_scope' = null. Verdict of the trail.
// @param leastPeople: integer = null. At least so many people.
// @returns trail: Trail. The trail.
// @returns processors: Processor[]. The processors that it passes, in order.
// @returns jurisdictions: Jurisdiction[]. Their jurisdictions.
// @returns fieldChains: string[]. As which fields data goes, flow by flow.
// @returns hops: integer. Number of its flows.
// @returns people: integer. Distinct persons whose data took it.
// @returns verdict: string. The worst verdict of its hops.
// @returns unsupportedHops: integer[]. Hops that count as unsupported, from 1.
// @returns arrivedAt: time. When data first arrived by it.
MATCH (t:Trail)
WHERE t.foreign
  AND ($origin IS NULL OR t.origin = $origin)
  AND ($destination IS NULL OR t.destination = $destination)
  AND ($jurisdiction IS NULL OR t.jurisdiction = $jurisdiction)
  AND ($field IS NULL OR $field IN t.fields)
  AND ($verdict IS NULL OR t.verdict = $verdict)
  AND ($leastPeople IS NULL OR t.people >= $leastPeople)
RETURN t.id AS trail, t.processors AS processors, t.jurisdictions AS jurisdictions, t.fieldChains AS fieldChains,
  t.hops AS hops, t.people AS people, t.verdict AS verdict, t.unsupportedHops AS unsupportedHops,
  t.arrivedAtMicros AS arrivedAt
ORDER BY people DESC, trail
