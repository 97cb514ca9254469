// What a processor holds, and from whom
//
// Each field that a processor received, from each sender, and of how many people.
//
// @param processor: Processor. The processor.
// @returns field: DataField. The field.
// @returns sender: Processor. Who sent it; `@user` is the person.
// @returns flows: integer. Flows.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons of whom the processor received this field from this sender.
// @returns unsupportedPeople: integer. Those of them for whom at least one such flow has no recorded basis for the field.
// @returns firstAt: time. Time of the earliest record.
// @returns lastAt: time. Time of the latest record.
MATCH (:Processor {id: $processor})<-[:TO]-(f:Flow)
MATCH (f)-[carries:CARRIES]->(d:DataField)
WITH d, f.sender AS sender, collect({flow: f, verdict: carries.verdict}) AS group, sum(f.records) AS records,
  min(f.firstAtMicros) AS firstAt, max(f.lastAtMicros) AS lastAt
UNWIND group AS item
WITH d, sender, size(group) AS flows, records, firstAt, lastAt, item.flow AS f, item.verdict AS verdict
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH d, sender, flows, records, firstAt, lastAt, c, max(CASE verdict WHEN 'unsupported' THEN 1 ELSE 0 END) AS unsupported
RETURN d.id AS field, sender, flows, records, sum(c.people) AS people, sum(c.people * unsupported) AS unsupportedPeople,
  firstAt, lastAt
ORDER BY field, sender
