// Provisions, their findings and people
//
// Each provision that some finding cites, with how many findings cite it and how many people they concern.
//
// @param severity: 'high' | 'medium' | 'low' = null. Only findings of this severity.
// @returns provision: Provision. The provision.
// @returns findings: integer. Findings that cite it.
// @returns codes: string[]. Their codes, in order.
// @returns people: integer. Distinct persons whom these findings concern.
CALL {
  MATCH (v:Provision)<-[:CITES]-(x:Finding)
  WHERE $severity IS NULL OR x.severity = $severity
  MATCH (x)<-[:BREACHES]-(f:Flow)
  WITH DISTINCT v, f
  MATCH (f)<-[:SUBJECT_OF]-(c:Cohort)
  RETURN v, c
  UNION
  MATCH (v:Provision)<-[:CITES]-(x:Finding)
  WHERE $severity IS NULL OR x.severity = $severity
  MATCH (x)<-[:BREACHES]-(t:Trail)
  WITH DISTINCT v, t
  MATCH (t)-[:LEADS_TO*0..]->(:Trail)<-[:FOLLOWED]-(c:Cohort)
  RETURN v, c
}
WITH v, sum(c.people) AS people
MATCH (v)<-[:CITES]-(x:Finding)
WHERE $severity IS NULL OR x.severity = $severity
WITH v, people, x.code AS code, count(*) AS times
ORDER BY code
RETURN v.id AS provision, sum(times) AS findings, collect(code) AS codes, people
ORDER BY people DESC, provision
