// Facts that nobody recorded
//
// Each empty fact that a gate hangs on, with how many flows and people an answer would concern: what to ask for first.
//
// @returns question: string. The fact, as `notice or contract: column`, or with its register before it.
// @returns flows: integer. Flows that hang on it.
// @returns contested: integer. Those of them that are contested; the others are unsupported for another reason.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons who had one of these flows.
MATCH (f:Flow)
UNWIND f.questions AS question
WITH question, collect(f) AS group, sum(f.records) AS records,
  sum(CASE f.verdict WHEN 'contested' THEN 1 ELSE 0 END) AS contested
UNWIND group AS f
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT question, size(group) AS flows, contested, records, c
RETURN question, flows, contested, records, sum(c.people) AS people
ORDER BY people DESC, question
