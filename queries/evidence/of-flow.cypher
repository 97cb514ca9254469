// What a flow rests on
//
// Each gate of a flow by field: what carries it, what it hangs on, or the finding that it has no recorded basis. Of
// adequacy, exemptions and facts of purposes the flow only knows that they have a part.
//
// @param flow: Flow. The flow.
// @returns field: DataField. The field; empty where it is not known.
// @returns pack: string. Rule pack; empty where it is not known.
// @returns gate: string. Gate; empty where it is not known.
// @returns answer: string. `carried`, `hangs on` or `finding`.
// @returns by: string. What carries it or what it hangs on; for a finding its id.
// @returns detail: string. The empty fact that it hangs on, or the finding's code.
CALL {
  MATCH (:Flow {id: $flow})-[r:RELIES_ON]->(b)
  RETURN r.field AS field, r.pack AS pack, r.gate AS gate, 'carried' AS answer, b.id AS by, '' AS detail
  UNION ALL
  MATCH (f:Flow {id: $flow})
  UNWIND f.exemptions + CASE WHEN f.adequacy THEN ['adequacy'] ELSE [] END AS by
  RETURN '' AS field, '' AS pack, '' AS gate, 'carried' AS answer, by, '' AS detail
  UNION ALL
  MATCH (:Flow {id: $flow})-[h:HANGS_ON]->(b)
  RETURN h.field AS field, h.pack AS pack, h.gate AS gate, 'hangs on' AS answer, b.id AS by, h.fact AS detail
  UNION ALL
  MATCH (f:Flow {id: $flow})
  UNWIND [q IN f.questions WHERE q STARTS WITH 'purposes '] AS question
  RETURN '' AS field, '' AS pack, '' AS gate, 'hangs on' AS answer, question AS by, '' AS detail
  UNION ALL
  MATCH (:Flow {id: $flow})-[:BREACHES]->(x:Finding)
  RETURN x.field AS field, x.pack AS pack, x.gate AS gate, 'finding' AS answer, x.id AS by, x.code AS detail
}
RETURN field, pack, gate, answer, by, detail
ORDER BY field, pack, gate, answer, by, detail
