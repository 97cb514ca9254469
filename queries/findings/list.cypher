// Findings
//
// What has no recorded basis, or is advised against, by code, sender, recipient, field and purpose.
//
// @param code: string = null. Code, such as NO_BASIS.
// @param severity: 'high' | 'medium' | 'low' = null. Severity.
// @param pack: string = null. Rule pack.
// @param sender: string = null. Id of the sending processor, or `@user`.
// @param recipient: Processor = null. Who receives.
// @param field: DataField = null. The field.
// @returns finding: Finding. The finding.
// @returns severity: string. high, medium or low.
// @returns code: string. Code.
// @returns gate: string. Gate of the rule pack.
// @returns pack: string. Rule pack.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns field: DataField. The field.
// @returns purpose: string. Purpose.
// @returns people: integer. Distinct persons.
// @returns records: integer. Transfers; null for findings on trails.
// @returns firstAt: time. Time of the earliest record.
// @returns lastAt: time. Time of the latest record.
MATCH (x:Finding)
WHERE ($code IS NULL OR x.code = $code)
  AND ($severity IS NULL OR x.severity = $severity)
  AND ($pack IS NULL OR x.pack = $pack)
  AND ($sender IS NULL OR x.sender = $sender)
  AND ($recipient IS NULL OR x.recipient = $recipient)
  AND ($field IS NULL OR x.field = $field)
RETURN x.id AS finding, x.severity AS severity, x.code AS code, x.gate AS gate, x.pack AS pack, x.sender AS sender,
  x.recipient AS recipient, x.field AS field, x.purpose AS purpose, x.people AS people, x.records AS records,
  x.firstAtMicros AS firstAt, x.lastAtMicros AS lastAt
ORDER BY people DESC, finding
