// A trail, hop by hop
//
// Each hop of a trail: the flow, whether it counts as unsupported here, what it relies on, and the log row that proves it.
//
// @param trail: Trail. The trail.
// @returns hop: integer. Hop, from 1.
// @returns flow: Flow. The flow.
// @returns sender: Processor. Who sends.
// @returns recipient: Processor. Who receives.
// @returns fields: DataField[]. The fields that the flow carries.
// @returns purpose: string. Purpose.
// @returns basis: string. What the sender claims; null when nothing.
// @returns verdict: string. Verdict of the flow.
// @returns unsupported: boolean. True when the hop counts as unsupported on this trail.
// @returns reliesOn: string[]. Notices and contracts that carry some gate, in order.
// @returns row: string. The log row of the witness, as `file#row`.
MATCH (t:Trail {id: $trail})
UNWIND range(1, t.hops) AS hop
MATCH (f:Flow {id: t.flows[hop - 1]})
OPTIONAL MATCH (f)-[:RELIES_ON]->(b)
WITH DISTINCT t, hop, f, b.id AS id
ORDER BY id
WITH t, hop, f, collect(id) AS reliesOn
RETURN hop, f.id AS flow, f.sender AS sender, f.recipient AS recipient, f.fields AS fields, f.purpose AS purpose,
  f.basis AS basis, f.verdict AS verdict, hop IN t.unsupportedHops AS unsupported, reliesOn,
  t.witness[hop - 1] AS row
ORDER BY hop
