// Trails through a processor
//
// Every reported trail that passes a processor, wherever it stands on it.
//
// @param processor: Processor. The processor.
// @param foreign: boolean = null. Only trails that end abroad, or only those that do not.
// @returns trail: Trail. The trail.
// @returns place: integer. Where the processor stands on it: 1 is the origin.
// @returns processors: Processor[]. The processors that it passes, in order.
// @returns hops: integer. Number of its flows.
// @returns people: integer. Distinct persons whose data took it.
// @returns foreign: boolean. True when it ends abroad.
// @returns verdict: string. The worst verdict of its hops.
MATCH (t:Trail)
WHERE $processor IN t.processors AND ($foreign IS NULL OR t.foreign = $foreign)
RETURN t.id AS trail, [i IN range(0, t.hops) WHERE t.processors[i] = $processor | i + 1][0] AS place,
  t.processors AS processors, t.hops AS hops, t.people AS people, t.foreign AS foreign, t.verdict AS verdict
ORDER BY people DESC, trail
