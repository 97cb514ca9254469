// What a flow rests on
//
// Each gate of a flow by field: what carries it, what it hangs on, or the finding that it has no recorded basis.
//
// @param flow: Flow. The flow.
// @returns field: DataField. The field.
// @returns pack: string. Rule pack.
// @returns gate: string. Gate.
// @returns answer: string. `carried`, `hangs on` or `finding`.
// @returns by: string. Notice or contract; for a finding its id.
// @returns detail: string. The empty fact that it hangs on, or the finding's code.
CALL {
  MATCH (:Flow {id: $flow})-[r:RELIES_ON]->(b)
  RETURN r.field AS field, r.pack AS pack, r.gate AS gate, 'carried' AS answer, b.id AS by, '' AS detail
  UNION ALL
  MATCH (:Flow {id: $flow})-[h:HANGS_ON]->(b)
  RETURN h.field AS field, h.pack AS pack, h.gate AS gate, 'hangs on' AS answer, b.id AS by, h.fact AS detail
  UNION ALL
  MATCH (:Flow {id: $flow})-[:BREACHES]->(x:Finding)
  RETURN x.field AS field, x.pack AS pack, x.gate AS gate, 'finding' AS answer, x.id AS by, x.code AS detail
}
RETURN field, pack, gate, answer, by, detail
ORDER BY field, pack, gate, answer, by, detail
