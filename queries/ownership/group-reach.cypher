// Data that reached a group of companies
//
// Reach (data that arrived by any way of any length) whose foreign recipient is tied to the source: both have the same
// ultimate parent, or, at some time between the first and the last arrival, a company of one group held shares (directly
// or over several holdings) of the other or of a company that controls it.
//
// @param origin: Processor = null. Who sent the data first.
// @param field: DataField = null. As which field it was sent.
// @returns origin: Processor. Who sent the data first.
// @returns field: DataField. As which field it was sent.
// @returns recipient: Processor. At whom it arrived.
// @returns tie: string. `controlled together`, `holds the sender` or `held by the sender`, said of the recipient's group.
// @returns jurisdiction: Jurisdiction. Where the recipient is established.
// @returns parent: Processor. The recipient's ultimate parent.
// @returns parentJurisdiction: Jurisdiction. Where that is established.
// @returns holdings: integer. Least number of holdings from one to the other; 0 when they are controlled together.
// @returns people: integer. Distinct persons.
// @returns firstArrival: time. The earliest arrival.
// @returns lastArrival: time. The latest arrival.
CALL {
  MATCH (top:Processor)<-[:CONTROLLED_BY*0..]-(member:Processor)
  WHERE NOT EXISTS { (top)-[:CONTROLLED_BY]->(:Processor) }
  WITH top, collect(member) AS group, collect(member.id) AS members
  WHERE size(members) > 1
  UNWIND group AS s
  MATCH (s)-[x:REACHES]->(r:Processor)
  WHERE r.id IN members
  RETURN s, r, x.field AS sent, 'controlled together' AS tie, 0 AS holdings
  UNION ALL
  MATCH (holder:Processor)-[owns:OWNS*1..6]->(held:Processor)
  WITH holder, held, size(owns) AS holdings,
    reduce(t = null, o IN owns | CASE WHEN t IS NULL OR o.sinceMicros > t THEN o.sinceMicros ELSE t END) AS since,
    reduce(t = null, o IN owns | CASE WHEN t IS NULL OR o.untilMicros < t THEN o.untilMicros ELSE t END) AS until
  WHERE since IS NULL OR until IS NULL OR since < until
  MATCH (holder)-[:CONTROLLED_BY*0..]->(top:Processor)
  WHERE NOT EXISTS { (top)-[:CONTROLLED_BY]->(:Processor) }
  WITH top, held, since, until, min(holdings) AS holdings
  MATCH (top)<-[:CONTROLLED_BY*0..]-(member:Processor)
  WITH top, held, since, until, holdings, collect(member.id) AS members
  MATCH (held)<-[:CONTROLLED_BY*0..]-(s:Processor)
  WHERE NOT s.id IN members
  MATCH (s)-[x:REACHES]->(r:Processor)
  WHERE r.id IN members
    AND (since IS NULL OR since <= x.lastArrivalMicros) AND (until IS NULL OR x.firstArrivalMicros < until)
  RETURN s, r, x.field AS sent, 'holds the sender' AS tie, min(holdings) AS holdings
  UNION ALL
  MATCH (holder:Processor)-[owns:OWNS*1..6]->(held:Processor)
  WITH holder, held, size(owns) AS holdings,
    reduce(t = null, o IN owns | CASE WHEN t IS NULL OR o.sinceMicros > t THEN o.sinceMicros ELSE t END) AS since,
    reduce(t = null, o IN owns | CASE WHEN t IS NULL OR o.untilMicros < t THEN o.untilMicros ELSE t END) AS until
  WHERE since IS NULL OR until IS NULL OR since < until
  MATCH (holder)-[:CONTROLLED_BY*0..]->(top:Processor)
  WHERE NOT EXISTS { (top)-[:CONTROLLED_BY]->(:Processor) }
  WITH top, held, since, until, min(holdings) AS holdings
  MATCH (top)<-[:CONTROLLED_BY*0..]-(member:Processor)
  WITH top, held, since, until, holdings, collect(member.id) AS members
  MATCH (held)<-[:CONTROLLED_BY*0..]-(r:Processor)
  WHERE NOT r.id IN members
  MATCH (r)<-[x:REACHES]-(s:Processor)
  WHERE s.id IN members
    AND (since IS NULL OR since <= x.lastArrivalMicros) AND (until IS NULL OR x.firstArrivalMicros < until)
  RETURN s, r, x.field AS sent, 'held by the sender' AS tie, min(holdings) AS holdings
}
WITH s, r, sent, tie, holdings
WHERE ($origin IS NULL OR s.id = $origin) AND ($field IS NULL OR sent = $field)
MATCH (s)-[x:REACHES {field: sent}]->(r)
MATCH (r)-[:CONTROLLED_BY*0..]->(parent:Processor)
WHERE NOT EXISTS { (parent)-[:CONTROLLED_BY]->(:Processor) }
RETURN s.id AS origin, sent AS field, r.id AS recipient, tie, r.jurisdiction AS jurisdiction, parent.id AS parent,
  parent.jurisdiction AS parentJurisdiction, holdings, x.people AS people, x.firstArrivalMicros AS firstArrival,
  x.lastArrivalMicros AS lastArrival
ORDER BY people DESC, origin, field, recipient, tie
