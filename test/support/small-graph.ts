import type { CaseGraph } from '../../src/graph/case-graph.js';
import { link, nodes, relate, type Properties } from '../../src/graph/graph-rows.js';
import { SCHEMA_VERSION } from '../../src/graph/schema.js';

/** The node that names the case of a graph. */
export function caseNode(title: string, analysis: string): Properties {
  return { id: title, program: 'wayleave', schema: SCHEMA_VERSION, analysis, home: 'KR', named: false };
}

/** A graph of processors in a dense net of `OWNS`, each owning the next `owned`. */
export function denseGraph(title: string, analysis: string, processors: number, owned: number): CaseGraph {
  const ids = Array.from({ length: processors }, (_, i) => `p${i}`);
  return {
    title,
    analysis,
    nodes: [
      nodes('Case', [caseNode(title, analysis)]),
      nodes(
        'Processor',
        ids.map((id, i) => ({
          id,
          name: `Processor ${analysis}`,
          jurisdiction: i % 2 === 0 ? 'KR' : 'SG',
          home: i % 2 === 0,
        })),
      ),
    ],
    relationships: [
      relate(
        'OWNS',
        'Processor',
        'Processor',
        ids.flatMap((id, i) =>
          Array.from({ length: owned }, (_, k) =>
            link(id, `p${(i + k + 1) % processors}`, { share: k === 0 ? 1 : 0.5 }),
          ),
        ),
      ),
    ],
  };
}
