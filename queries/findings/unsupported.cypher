// Edges without recorded basis
//
// Flows and fields with a gate that nothing recorded carries, and the codes that say why.
//
// @param sender: string = null. Id of the sending processor, or `@user`.
// @param recipient: Processor = null. Who receives.
// @param field: DataField = null. The field.
// @param crossBorder: boolean = null. Only flows that cross a border, or only those that do not.
// @returns flow: Flow. The flow.
// @returns field: DataField. The field.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns purpose: string. Purpose.
// @returns basis: string. What the sender claims; null when nothing.
// @returns crossBorder: boolean. True when it crosses a border.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons.
// @returns codes: string[]. Codes of breached gates, in order.
MATCH (f:Flow)-[carries:CARRIES {verdict: 'unsupported'}]->(d:DataField)
WHERE ($sender IS NULL OR f.sender = $sender)
  AND ($recipient IS NULL OR f.recipient = $recipient)
  AND ($field IS NULL OR d.id = $field)
  AND ($crossBorder IS NULL OR f.crossBorder = $crossBorder)
MATCH (f)-[:BREACHES]->(x:Finding)
WHERE x.field = d.id AND x.effect = 'breach'
WITH DISTINCT f, d, x.code AS code
ORDER BY code
WITH f, d, collect(code) AS codes
RETURN f.id AS flow, d.id AS field, f.sender AS sender, f.recipient AS recipient, f.purpose AS purpose,
  f.basis AS basis, f.crossBorder AS crossBorder, f.records AS records, f.people AS people, codes
ORDER BY people DESC, flow, field
