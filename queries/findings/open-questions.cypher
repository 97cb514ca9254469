// Facts that nobody recorded
//
// Each empty fact that a gate hangs on, with how many flows and people an answer would concern: what to ask for first.
//
// @returns of: string. Notice or contract.
// @returns fact: string. The empty column of the register.
// @returns flows: integer. Flows that hang on it.
// @returns contested: integer. Those of them that are contested; the others are unsupported for another reason.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons who had one of these flows.
MATCH (f:Flow)-[h:HANGS_ON]->(b)
WITH DISTINCT b, h.fact AS fact, f
WITH b, fact, collect(f) AS group, sum(f.records) AS records,
  sum(CASE f.verdict WHEN 'contested' THEN 1 ELSE 0 END) AS contested
UNWIND group AS f
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT b, fact, size(group) AS flows, contested, records, c
RETURN b.id AS of, fact, flows, contested, records, sum(c.people) AS people
ORDER BY people DESC, of, fact
