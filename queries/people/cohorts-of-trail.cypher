// Who took a trail
//
// The cohorts whose data took a trail; their people add up to the trail's.
//
// @param trail: Trail. The trail.
// @returns cohort: Cohort. The cohort.
// @returns people: integer. Persons in it.
// @returns wentOn: boolean. True when their data went on from there.
MATCH walk = (t:Trail {id: $trail})-[:LEADS_TO*0..]->(:Trail)<-[:FOLLOWED]-(c:Cohort)
WITH c, max(length(walk)) AS length
RETURN c.id AS cohort, c.people AS people, length > 1 AS wentOn
ORDER BY people DESC, cohort
