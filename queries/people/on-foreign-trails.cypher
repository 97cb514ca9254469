// People by the verdicts of their foreign trails
//
// How many people have at least one foreign trail of each verdict.
//
// @param origin: Processor = null. Where the trail starts.
// @param destination: Processor = null. Where it ends.
// @returns verdict: string. Verdict of the trails.
// @returns trails: integer. Foreign trails.
// @returns people: integer. Distinct persons with at least one of them.
MATCH (t:Trail)
WHERE t.foreign
  AND ($origin IS NULL OR t.origin = $origin)
  AND ($destination IS NULL OR t.destination = $destination)
WITH t.verdict AS verdict, collect(t) AS group
UNWIND group AS t
MATCH (t)-[:LEADS_TO*0..]->(:Trail)<-[:FOLLOWED]-(c:Cohort)
WITH DISTINCT verdict, size(group) AS trails, c
RETURN verdict, trails, sum(c.people) AS people
ORDER BY verdict
