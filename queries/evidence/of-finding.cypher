// Evidence of a finding
//
// Everything that a finding rests on: log rows that prove it, the flows or trails concerned, the provisions cited.
//
// @param finding: Finding. The finding.
// @returns kind: string. `row` of a log, `flow`, `trail` or `provision`.
// @returns place: integer. Rows: 1 is the earliest; otherwise 0.
// @returns evidence: string. `file#row`, or an id.
// @returns about: string. Rows: null. Flows and trails: the processors. Provisions: null.
// @returns people: integer. Flows and trails: distinct persons.
CALL {
  MATCH (x:Finding {id: $finding})
  UNWIND range(1, size(x.samples)) AS place
  RETURN 'row' AS kind, place, x.samples[place - 1] AS evidence, null AS about, null AS people
  UNION ALL
  MATCH (x:Finding {id: $finding})<-[:BREACHES]-(f:Flow)
  RETURN 'flow' AS kind, 0 AS place, f.id AS evidence, f.sender + ' > ' + f.recipient AS about, f.people AS people
  UNION ALL
  MATCH (x:Finding {id: $finding})<-[:BREACHES]-(t:Trail)
  RETURN 'trail' AS kind, 0 AS place, t.id AS evidence,
    reduce(way = t.origin, p IN tail(t.processors) | way + ' > ' + p) AS about, t.people AS people
  UNION ALL
  MATCH (x:Finding {id: $finding})-[:CITES]->(v:Provision)
  RETURN 'provision' AS kind, 0 AS place, v.id AS evidence, null AS about, null AS people
}
RETURN kind, place, evidence, about, people
ORDER BY kind DESC, place, evidence
