// Reach
//
// How many people's data, sent by a source as a field, arrived at a foreign processor by any way of any length. Complete
// also where trails were cut.
//
// @param origin: Processor = null. Who sent it first.
// @param recipient: Processor = null. At whom it arrived.
// @param jurisdiction: Jurisdiction = null. Where the recipient is established.
// @param field: DataField = null. As which field it was sent.
// @returns origin: Processor. Who sent it first.
// @returns field: DataField. As which field it was sent.
// @returns recipient: Processor. At whom it arrived.
// @returns jurisdiction: Jurisdiction. Where the recipient is established.
// @returns people: integer. Distinct persons.
// @returns firstArrival: time. The earliest arrival.
// @returns lastArrival: time. The latest arrival.
MATCH (o:Processor)-[r:REACHES]->(p:Processor)
WHERE ($origin IS NULL OR o.id = $origin)
  AND ($recipient IS NULL OR p.id = $recipient)
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($field IS NULL OR r.field = $field)
RETURN o.id AS origin, r.field AS field, p.id AS recipient, p.jurisdiction AS jurisdiction, r.people AS people,
  r.firstArrivalMicros AS firstArrival, r.lastArrivalMicros AS lastArrival
ORDER BY origin, field, recipient
