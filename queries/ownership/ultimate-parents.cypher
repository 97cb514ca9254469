// Who controls a processor in the end
//
// Each processor, the chain of companies that control it, and where the last of them is established.
//
// @param processor: Processor = null. The processor; all when absent.
// @returns processor: Processor. The processor.
// @returns jurisdiction: Jurisdiction. Where it is established.
// @returns chain: Processor[]. The companies that control it, the nearest first; empty when none does.
// @returns parent: Processor. The ultimate parent: itself when nobody controls it.
// @returns parentJurisdiction: Jurisdiction. Where the ultimate parent is established.
// @returns parentHome: boolean. True when that is at home.
MATCH control = (p:Processor)-[:CONTROLLED_BY*0..]->(top:Processor)
WHERE ($processor IS NULL OR p.id = $processor) AND NOT EXISTS { (top)-[:CONTROLLED_BY]->(:Processor) }
RETURN p.id AS processor, p.jurisdiction AS jurisdiction, tail([n IN nodes(control) | n.id]) AS chain,
  top.id AS parent, top.jurisdiction AS parentJurisdiction, top.home AS parentHome
ORDER BY processor
