// People by notice and contract
//
// Each notice and contract that carries something, with the flows that rely on it and how many people
// they concern: what falls if it falls.
//
// @returns basis: string. Notice or contract.
// @returns kind: string. `notice` or `contract`.
// @returns flows: integer. Flows that rely on it.
// @returns people: integer. Distinct persons who had one of these flows.
MATCH (b)<-[:RELIES_ON]-(f:Flow)
WITH DISTINCT b, f
WITH b, collect(f) AS group
UNWIND group AS f
MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
WITH DISTINCT b, size(group) AS flows, c
RETURN b.id AS basis, CASE WHEN b:Notice THEN 'notice' ELSE 'contract' END AS kind, flows, sum(c.people) AS people
ORDER BY people DESC, basis
