// Contested edges and their open questions
//
// Flows and fields that no gate breaks, but that hang on facts which nobody recorded: each fact is one row.
//
// @param sender: string = null. Id of the sending processor, or `@user`.
// @param recipient: Processor = null. Who receives.
// @param crossBorder: boolean = null. Only flows that cross a border, or only those that do not.
// @returns flow: Flow. The flow.
// @returns field: DataField. The field.
// @returns of: string. Notice or contract whose fact is not recorded.
// @returns fact: string. The empty column of the register.
// @returns gate: string. Gate that hangs on it.
// @returns pack: string. Rule pack.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns purpose: string. Purpose.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons.
MATCH (f:Flow)-[h:HANGS_ON]->(b)
WHERE ($sender IS NULL OR f.sender = $sender)
  AND ($recipient IS NULL OR f.recipient = $recipient)
  AND ($crossBorder IS NULL OR f.crossBorder = $crossBorder)
MATCH (f)-[:CARRIES {verdict: 'contested'}]->(d:DataField)
WHERE d.id = h.field
RETURN f.id AS flow, d.id AS field, b.id AS of, h.fact AS fact, h.gate AS gate, h.pack AS pack, f.sender AS sender,
  f.recipient AS recipient, f.purpose AS purpose, f.records AS records, f.people AS people
ORDER BY people DESC, flow, field, of, fact, gate, pack
