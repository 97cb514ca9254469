// Flows
//
// Every edge between processors: who sends what to whom, for what, claiming which basis.
//
// @param sender: string = null. Id of the sending processor, or `@user`.
// @param recipient: Processor = null. Who receives.
// @param field: DataField = null. A field that the flow carries.
// @param verdict: 'unsupported' | 'contested' | 'supported' | 'out_of_scope' = null. Verdict of the flow.
// @param crossBorder: boolean = null. Only flows that cross a border, or only those that do not.
// @returns flow: Flow. The flow.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns fields: DataField[]. The fields that it carries.
// @returns purpose: string. Purpose.
// @returns basis: string. What the sender claims; null when nothing.
// @returns crossBorder: boolean. True when it crosses a border.
// @returns verdict: string. Verdict.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons.
// @returns firstAt: time. Time of the earliest record.
// @returns lastAt: time. Time of the latest record.
MATCH (f:Flow)
WHERE ($sender IS NULL OR f.sender = $sender)
  AND ($recipient IS NULL OR f.recipient = $recipient)
  AND ($field IS NULL OR $field IN f.fields)
  AND ($verdict IS NULL OR f.verdict = $verdict)
  AND ($crossBorder IS NULL OR f.crossBorder = $crossBorder)
RETURN f.id AS flow, f.sender AS sender, f.recipient AS recipient, f.fields AS fields, f.purpose AS purpose,
  f.basis AS basis, f.crossBorder AS crossBorder, f.verdict AS verdict, f.records AS records, f.people AS people,
  f.firstAtMicros AS firstAt, f.lastAtMicros AS lastAt
ORDER BY people DESC, flow
