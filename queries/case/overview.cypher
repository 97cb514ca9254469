// The case
//
// What the graph holds: the case, whether its trails are complete, and how much there is of everything.
//
// @returns title: string. Title of the case.
// @returns home: string. Whose people are protected: a code, or what codes are member of.
// @returns people: integer. Persons with accepted transfers.
// @returns cohorts: integer. Groups of persons whose data took the same flows and trails.
// @returns processors: integer. Processors in the register.
// @returns flows: integer. Flows.
// @returns trails: integer. Reported trails.
// @returns foreignTrails: integer. Those that end abroad.
// @returns findings: integer. Findings.
// @returns complete: boolean. False when long trails were cut.
// @returns hops: integer. Trails of at most so many flows are listed.
// @returns named: boolean. True when persons are loaded, so that one can be asked for by pseudonym.
MATCH (k:`Case`)
CALL { MATCH (n:Cohort) RETURN count(n) AS cohorts }
CALL { MATCH (n:Processor) RETURN count(n) AS processors }
CALL { MATCH (n:Flow) RETURN count(n) AS flows }
CALL { MATCH (n:Trail) RETURN count(n) AS trails, count(CASE WHEN n.foreign THEN 1 END) AS foreignTrails }
CALL { MATCH (n:Finding) RETURN count(n) AS findings }
RETURN k.id AS title, k.jurisdiction AS home, k.people AS people, cohorts, processors, flows, trails, foreignTrails, findings,
  k.complete AS complete, k.hops AS hops, k.named AS named
ORDER BY title
