import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { caseGraph, type CaseGraph } from '../../src/graph/case-graph.js';
import { analyzeCase } from './analyze.js';

/** The graph of a golden case, or of another folder below the package's root, without users. */
export async function graphOfCase(folder: string): Promise<CaseGraph & { complete: boolean }> {
  const dir = join(packageRoot(), folder);
  const analysis = await analyzeCase(dir);
  const graph = caseGraph(await loadCase(dir), analysis, 'a'.repeat(64), null);
  return { ...graph, complete: analysis.complete };
}
