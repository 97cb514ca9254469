// Edges that no consent or contract carries
//
// Flows and fields for which no gate is carried by a notice or a contract. Adequacy, an exemption, or that no pack applies
// may still make them supported or out of scope.
//
// @param verdict: 'unsupported' | 'contested' | 'supported' | 'out_of_scope' = null. Verdict on the field.
// @param crossBorder: boolean = null. Only flows that cross a border, or only those that do not.
// @returns flow: Flow. The flow.
// @returns field: DataField. The field.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns purpose: string. Purpose.
// @returns basis: string. What the sender claims; null when nothing.
// @returns crossBorder: boolean. True when it crosses a border.
// @returns adequacy: boolean. True when adequacy carries some gate of the flow.
// @returns exemptions: string[]. Exemptions that carry some gate of the flow.
// @returns verdict: string. Verdict on the field.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons.
MATCH (f:Flow)-[carries:CARRIES]->(d:DataField)
WHERE ($verdict IS NULL OR carries.verdict = $verdict)
  AND ($crossBorder IS NULL OR f.crossBorder = $crossBorder)
OPTIONAL MATCH (f)-[r:RELIES_ON]->()
WITH f, d, carries.verdict AS verdict, max(CASE WHEN r.field = d.id THEN 1 ELSE 0 END) AS relies
WHERE relies = 0
RETURN f.id AS flow, d.id AS field, f.sender AS sender, f.recipient AS recipient, f.purpose AS purpose,
  f.basis AS basis, f.crossBorder AS crossBorder, f.adequacy AS adequacy,
  f.exemptions AS exemptions, verdict, f.records AS records, f.people AS people
ORDER BY people DESC, flow, field
