// Choke points: flows
//
// For each flow, how many people would have no unsupported trail to a foreign entity any more if it ended: all of their
// unsupported foreign trails take it. What counts of each trail that somebody followed is its beginning up to the first
// processor abroad at or after its first unsupported hop: whatever leads further takes it too.
//
// @returns flow: Flow. The flow.
// @returns sender: Processor. Who sends.
// @returns recipient: Processor. Who receives.
// @returns purpose: string. Purpose.
// @returns verdict: string. Verdict of the flow.
// @returns spared: integer. Distinct persons all of whose unsupported foreign trails take it.
MATCH (j:Jurisdiction {home: true})
WITH collect(j.code) AS homes
MATCH (t:Trail {verdict: 'unsupported'})
WITH t, [i IN range(t.unsupportedHops[0], t.hops) WHERE NOT t.jurisdictions[i] IN homes | i][0] AS hop
WHERE hop IS NOT NULL
WITH t, t.flows[0..hop] AS way
MATCH (t)<-[:FOLLOWED]-(c:Cohort)
WITH c, collect(way) AS ways
WITH c.people AS people, reduce(all = head(ways), w IN tail(ways) | [x IN all WHERE x IN w]) AS common
UNWIND common AS flow
WITH flow, sum(people) AS spared
MATCH (f:Flow {id: flow})
RETURN f.id AS flow, f.sender AS sender, f.recipient AS recipient, f.purpose AS purpose, f.verdict AS verdict, spared
ORDER BY spared DESC, flow
