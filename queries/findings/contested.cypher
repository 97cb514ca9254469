// Contested edges and their open questions
//
// Flows that no gate breaks, but that hang on facts which nobody recorded: each fact is one row.
//
// @param sender: string = null. Id of the sending processor, or `@user`.
// @param recipient: Processor = null. Who receives.
// @param crossBorder: boolean = null. Only flows that cross a border, or only those that do not.
// @returns flow: Flow. The flow.
// @returns question: string. The fact that nobody recorded, as `notice or contract: column`, or with its register before it.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns fields: DataField[]. The fields that are contested, in order.
// @returns purpose: string. Purpose.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons.
MATCH (f:Flow {verdict: 'contested'})
WHERE ($sender IS NULL OR f.sender = $sender)
  AND ($recipient IS NULL OR f.recipient = $recipient)
  AND ($crossBorder IS NULL OR f.crossBorder = $crossBorder)
MATCH (f)-[:CARRIES {verdict: 'contested'}]->(d:DataField)
WITH f, d
ORDER BY d.id
WITH f, collect(d.id) AS fields
UNWIND f.questions AS question
RETURN f.id AS flow, question, f.sender AS sender, f.recipient AS recipient, fields, f.purpose AS purpose,
  f.records AS records, f.people AS people
ORDER BY people DESC, flow, question
