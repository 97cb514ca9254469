// Data within groups of companies
//
// Flows whose recipient is tied to the sender: both have the same ultimate parent, or, at some time between the first and
// the last record, a company of one group held shares (directly or over several holdings) of the other or of a company
// that controls it.
//
// @param sender: Processor = null. Who sends.
// @param foreign: boolean = null. Only recipients abroad, or only those at home.
// @returns flow: Flow. The flow.
// @returns tie: string. `controlled together`, `holds the sender` or `held by the sender`, said of the recipient's group.
// @returns sender: Processor. Who sends.
// @returns recipient: Processor. Who receives.
// @returns jurisdiction: Jurisdiction. Where the recipient is established.
// @returns parent: Processor. The recipient's ultimate parent.
// @returns parentJurisdiction: Jurisdiction. Where that is established.
// @returns holdings: integer. Least number of holdings from one to the other; 0 when they are controlled together.
// @returns fields: DataField[]. The fields that the flow carries.
// @returns verdict: string. Verdict of the flow.
// @returns people: integer. Distinct persons.
// @returns firstAt: time. Time of the earliest record.
// @returns lastAt: time. Time of the latest record.
CALL {
  MATCH (top:Processor)<-[:CONTROLLED_BY*0..]-(member:Processor)
  WHERE NOT EXISTS { (top)-[:CONTROLLED_BY]->(:Processor) }
  WITH top, collect(member) AS group, collect(member.id) AS members
  WHERE size(members) > 1
  UNWIND group AS s
  MATCH (s)-[:SENDS]->(f:Flow)
  WHERE f.recipient IN members
  RETURN f.id AS flow, 'controlled together' AS tie, 0 AS holdings
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
  MATCH (s)-[:SENDS]->(f:Flow)
  WHERE f.recipient IN members
    AND (since IS NULL OR since <= f.lastAtMicros) AND (until IS NULL OR f.firstAtMicros < until)
  RETURN f.id AS flow, 'holds the sender' AS tie, min(holdings) AS holdings
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
  MATCH (r)<-[:TO]-(f:Flow)
  WHERE f.sender IN members
    AND (since IS NULL OR since <= f.lastAtMicros) AND (until IS NULL OR f.firstAtMicros < until)
  RETURN f.id AS flow, 'held by the sender' AS tie, min(holdings) AS holdings
}
MATCH (f:Flow {id: flow})
MATCH (f)-[:TO]->(r:Processor)
WHERE ($sender IS NULL OR f.sender = $sender) AND ($foreign IS NULL OR r.home <> $foreign)
MATCH (r)-[:CONTROLLED_BY*0..]->(parent:Processor)
WHERE NOT EXISTS { (parent)-[:CONTROLLED_BY]->(:Processor) }
RETURN f.id AS flow, tie, f.sender AS sender, r.id AS recipient, r.jurisdiction AS jurisdiction, parent.id AS parent,
  parent.jurisdiction AS parentJurisdiction, holdings, f.fields AS fields, f.verdict AS verdict, f.people AS people,
  f.firstAtMicros AS firstAt, f.lastAtMicros AS lastAt
ORDER BY people DESC, flow, tie
