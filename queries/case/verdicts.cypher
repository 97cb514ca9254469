// Flows and people by verdict
//
// How many flows and records have each verdict, and how many people had at least one such flow.
//
// @param crossBorder: boolean = null. Only flows that cross a border, or only those that do not.
// @returns verdict: string. Verdict of the flows.
// @returns flows: integer. Flows.
// @returns records: integer. Transfers.
// @returns people: integer. Distinct persons who had at least one of these flows.
MATCH (f:Flow)
WHERE $crossBorder IS NULL OR f.crossBorder = $crossBorder
WITH f.verdict AS verdict, collect(f) AS group, sum(f.records) AS records
UNWIND group AS f
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH verdict, size(group) AS flows, records, collect(DISTINCT c) AS cohorts
RETURN verdict, flows, records, reduce(sum = 0, c IN cohorts | sum + c.people) AS people
ORDER BY verdict
