// Trails between two processors
//
// Every reported trail that passes one processor and ends at another. What goes further is a longer trail, and passes
// through the same way.
//
// @param from: Processor. The processor that is passed, or at which the trail starts.
// @param to: Processor. The processor at which it ends.
// @param field: DataField = null. A field that occurs on the trail.
// @returns trail: Trail. The trail.
// @returns processors: Processor[]. The processors that it passes, in order.
// @returns fieldChains: string[]. As which fields data goes, flow by flow.
// @returns hops: integer. Number of its flows.
// @returns people: integer. Distinct persons whose data took it.
// @returns verdict: string. The worst verdict of its hops.
// @returns unsupportedHops: integer[]. Hops that count as unsupported, from 1.
// @returns arrivedAt: time. When data first arrived by it.
MATCH (t:Trail {destination: $to})
WHERE $from <> $to AND $from IN t.processors AND ($field IS NULL OR $field IN t.fields)
RETURN t.id AS trail, t.processors AS processors, t.fieldChains AS fieldChains, t.hops AS hops, t.people AS people,
  t.verdict AS verdict, t.unsupportedHops AS unsupportedHops, t.arrivedAtMicros AS arrivedAt
ORDER BY people DESC, trail
