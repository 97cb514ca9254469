import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseGraph } from '../../src/graph/case-graph.js';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import type { GraphStore } from '../../src/graph/graph-store.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { size } from '../../src/graph/reconcile.js';
import { madeAnalysis } from '../support/made-analysis.js';
import { neo4jArtifacts } from '../support/neo4j/artifacts.js';
import { Neo4jServer } from '../support/neo4j/server.js';
import { latencies } from './latencies.js';

/**
 * How fast a graph is loaded into both stores (each empty before), and how long each query of the catalog takes there.
 * `npm run bench -- graph-load [PEOPLE]` (default 50,000: about 400,000 nodes and relationships).
 */
const people = Number(process.argv[2] ?? 50_000);
const ROUNDS = 2;

const { kase, analysis, users } = madeAnalysis({ flows: 3000, trails: 40_000, cohorts: 4000, people });
const graph = caseGraph(kase, analysis, 'made', users);
const elements = size(graph);
const count = (rows: readonly { count: number }[]): number => rows.reduce((sum, r) => sum + r.count, 0);
process.stdout.write(
  `${elements} elements: ${count(graph.nodes)} nodes, ${count(graph.relationships)} relationships\n`,
);

interface Ground {
  readonly store: GraphStore;
  readonly end: () => Promise<void>;
}

const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
const artifacts = await neo4jArtifacts();
const kinds: ((round: number) => Promise<Ground>)[] = [embedded];
if ('missing' in artifacts) process.stdout.write(`Without Neo4j: ${artifacts.missing}\n`);
else kinds.push((round) => neo4j(artifacts.lib, round));

const grounds: Ground[] = [];
try {
  const best: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, start] of kinds.entries()) {
      await grounds[i]?.end();
      const ground = (grounds[i] = await start(round));
      const began = performance.now();
      await ground.store.load(graph, { replace: false, onProgress: () => undefined });
      const rate = Math.round(elements / ((performance.now() - began) / 1000));
      best[i] = Math.max(best[i] ?? 0, rate);
      process.stdout.write(`${ground.store.kind}: ${rate} elements per second\n`);
    }
  }
  const [own = 0, rival] = best;
  if (rival !== undefined) process.stdout.write(`best of ${ROUNDS}: ${(own / rival).toFixed(1)} to 1\n`);
  for (const line of await latencies(
    grounds.map((g) => g.store),
    graph,
  ))
    process.stdout.write(`${line}\n`);
} finally {
  for (const ground of grounds) await ground.end();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

function embedded(round: number): Promise<Ground> {
  const store = new EmbeddedStore(join(dir, `graph-${round}`), { memory: 1e9, readers: 1 });
  return Promise.resolve({ store, end: () => store.close() });
}

async function neo4j(lib: string, round: number): Promise<Ground> {
  const home = join(dir, `neo4j-${round}`);
  const server = await Neo4jServer.start({ lib, owner: process.pid, heap: '4g', quickStart: false, home });
  const store = new Neo4jStore({ url: server.uri });
  const end = async (): Promise<void> => {
    await store.close();
    await server.remove();
  };
  return { store, end };
}
