// The first unsupported edge of each trail
//
// Where data left what is permitted: for each trail with a hop that counts as unsupported, the first such hop.
//
// @param foreign: boolean = true. Only trails that end abroad, or only those that do not.
// @param origin: Processor = null. Where the trail starts.
// @param destination: Processor = null. Where it ends.
// @returns trail: Trail. The trail.
// @returns processors: Processor[]. The processors that it passes, in order.
// @returns hop: integer. The first hop that counts as unsupported, from 1.
// @returns flow: Flow. The flow of this hop.
// @returns sender: Processor. Who sends on this hop.
// @returns recipient: Processor. Who receives on this hop.
// @returns onThisTrailOnly: boolean. True when the flow has a recorded basis, but may not go on along this trail.
// @returns people: integer. Distinct persons whose data took the trail.
MATCH (t:Trail)
WHERE size(t.unsupportedHops) > 0
  AND ($foreign IS NULL OR t.foreign = $foreign)
  AND ($origin IS NULL OR t.origin = $origin)
  AND ($destination IS NULL OR t.destination = $destination)
WITH t, t.unsupportedHops[0] AS hop
MATCH (f:Flow {id: t.flows[hop - 1]})
RETURN t.id AS trail, t.processors AS processors, hop, f.id AS flow, f.sender AS sender, f.recipient AS recipient,
  f.verdict <> 'unsupported' AS onThisTrailOnly, t.people AS people
ORDER BY people DESC, trail
