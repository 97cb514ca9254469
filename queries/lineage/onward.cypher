// Onward transfers
//
// Data that went on beyond its first recipient: each trail of two flows or more, with who passed it on last, and
// whether that was found to be without permission.
//
// @param origin: Processor = null. Where the trail starts.
// @param recipient: Processor = null. Who received it in the end.
// @param jurisdiction: Jurisdiction = null. Where that recipient is established.
// @param foreign: boolean = null. Only trails that end abroad, or only those that do not.
// @returns trail: Trail. The trail.
// @returns origin: Processor. Where it starts.
// @returns firstRecipient: Processor. Who received the data from the origin.
// @returns sender: Processor. Who passed it on last.
// @returns recipient: Processor. Who received it in the end.
// @returns jurisdiction: Jurisdiction. Where the recipient is established.
// @returns hops: integer. Number of flows.
// @returns people: integer. Distinct persons whose data took it.
// @returns verdict: string. The worst verdict of its hops.
// @returns codes: string[]. Codes of the findings of its last hop on this trail, in order.
MATCH (t:Trail)
WHERE t.hops > 1
  AND ($origin IS NULL OR t.origin = $origin)
  AND ($recipient IS NULL OR t.destination = $recipient)
  AND ($jurisdiction IS NULL OR t.jurisdiction = $jurisdiction)
  AND ($foreign IS NULL OR t.foreign = $foreign)
RETURN t.id AS trail, t.origin AS origin, t.processors[1] AS firstRecipient, t.processors[t.hops - 1] AS sender,
  t.destination AS recipient, t.jurisdiction AS jurisdiction, t.hops AS hops, t.people AS people,
  t.verdict AS verdict, t.codes AS codes
ORDER BY people DESC, trail
