// Choke points: processors
//
// For each processor, how many people would have no unsupported trail to a foreign entity any more if it took part in no
// transfers: all of their unsupported foreign trails pass it. What counts of each trail that somebody followed is its
// beginning up to the first processor abroad at or after its first unsupported hop: whatever leads further passes it too.
//
// @returns processor: Processor. The processor.
// @returns jurisdiction: Jurisdiction. Where it is established.
// @returns home: boolean. True when it is established at home.
// @returns spared: integer. Distinct persons all of whose unsupported foreign trails pass it.
MATCH (j:Jurisdiction {home: true})
WITH collect(j.code) AS homes
MATCH (t:Trail {verdict: 'unsupported'})
WITH t, [i IN range(t.unsupportedHops[0], t.hops) WHERE NOT t.jurisdictions[i] IN homes | i][0] AS hop
WHERE hop IS NOT NULL
WITH t, t.processors[0..hop + 1] AS route
MATCH (t)<-[:FOLLOWED]-(c:Cohort)
WITH c, collect(route) AS routes
WITH c.people AS people, reduce(all = head(routes), r IN tail(routes) | [x IN all WHERE x IN r]) AS common
UNWIND common AS processor
WITH processor, sum(people) AS spared
MATCH (p:Processor {id: processor})
RETURN p.id AS processor, p.jurisdiction AS jurisdiction, p.home AS home, spared
ORDER BY spared DESC, processor
