// What a notice or contract carries
//
// The flows that rely on a notice or contract, by gate and field.
//
// @param basis: Notice | Contract. The notice or contract.
// @returns flow: Flow. The flow.
// @returns field: DataField. The field.
// @returns gate: string. Gate that it carries.
// @returns pack: string. Rule pack.
// @returns sender: Processor. Who sends; `@user` is the person.
// @returns recipient: Processor. Who receives.
// @returns purpose: string. Purpose.
// @returns verdict: string. Verdict on the field, by all gates.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons.
CALL {
  MATCH (:Notice {id: $basis})<-[r:RELIES_ON]-(f:Flow)
  RETURN f, r.field AS field, r.gate AS gate, r.pack AS pack
  UNION
  MATCH (:Contract {id: $basis})<-[r:RELIES_ON]-(f:Flow)
  RETURN f, r.field AS field, r.gate AS gate, r.pack AS pack
}
MATCH (f)-[carries:CARRIES]->(d:DataField)
WHERE d.id = field
RETURN f.id AS flow, field, gate, pack, f.sender AS sender, f.recipient AS recipient, f.purpose AS purpose,
  carries.verdict AS verdict, f.records AS records, f.people AS people
ORDER BY people DESC, flow, field, gate, pack
