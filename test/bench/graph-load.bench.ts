import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import bytes from 'bytes';
import neo4jDriver from 'neo4j-driver';
import { namedPeople } from '../../src/config.js';
import { caseGraph } from '../../src/graph/case-graph.js';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import type { GraphStore } from '../../src/graph/graph-store.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { size } from '../../src/graph/reconcile.js';
import { madeAnalysis } from '../support/made-analysis.js';
import { importGraph } from '../support/neo4j/import-graph.js';
import { neo4jArtifacts } from '../support/neo4j/artifacts.js';
import { Neo4jServer } from '../support/neo4j/server.js';
import { latencies } from './latencies.js';

/**
 * How fast a graph is loaded into both stores (each empty before), and how long each query of the catalog takes there.
 * `npm run bench -- graph-load [--people 50000] [--trails 40000] [--cohorts 4000] [--flows 3000] [--rounds 2] [--times 20]
 * [--import] [--query-memory 1GB]` (about 400,000 nodes and relationships). As in a case, people beyond
 * a million are in the graph by their cohorts only; with `--import` Neo4j is loaded by its own importer from an export.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '50000' },
    trails: { type: 'string', default: '40000' },
    cohorts: { type: 'string', default: '4000' },
    flows: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '2' },
    times: { type: 'string', default: '20' },
    import: { type: 'boolean', default: false },
    only: { type: 'string' },
    'query-memory': { type: 'string', default: '1GB' },
  },
});
const ROUNDS = Number(values.rounds);
const people = Number(values.people);

const made = madeAnalysis({
  flows: Number(values.flows),
  trails: Number(values.trails),
  cohorts: Number(values.cohorts),
  people,
});
const graph = caseGraph(made.kase, made.analysis, 'made', people > namedPeople() ? null : made.users);
const elements = size(graph);
const count = (rows: readonly { count: number }[]): number => rows.reduce((sum, r) => sum + r.count, 0);
process.stdout.write(
  `${elements} elements: ${count(graph.nodes)} nodes, ${count(graph.relationships)} relationships\n`,
);

interface Ground {
  readonly store: GraphStore;
  /** Milliseconds that loading took. */
  readonly took: number;
  readonly end: () => Promise<void>;
}

const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
const kinds: ((round: number) => Promise<Ground>)[] = [];
if (values.only !== 'neo4j') kinds.push(embedded);
if (values.only !== 'embedded') {
  const artifacts = await neo4jArtifacts();
  if ('missing' in artifacts) process.stdout.write(`Without Neo4j: ${artifacts.missing}\n`);
  else kinds.push((round) => (values.import ? imported : neo4j)(artifacts.lib, join(dir, `neo4j-${round}`)));
}

const grounds: Ground[] = [];
try {
  const best: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, start] of kinds.entries()) {
      await grounds[i]?.end();
      const ground = (grounds[i] = await start(round));
      const rate = Math.round(elements / (ground.took / 1000));
      best[i] = Math.max(best[i] ?? 0, rate);
      process.stdout.write(
        `${ground.store.kind}: ${rate} elements per second, ${(ground.took / 1000).toFixed(1)} s\n`,
      );
    }
  }
  const [own = 0, rival] = best;
  if (rival !== undefined) process.stdout.write(`best of ${ROUNDS}: ${(own / rival).toFixed(1)} to 1\n`);
  for (const line of await latencies(
    grounds.map((g) => g.store),
    graph,
    Number(values.times),
  ))
    process.stdout.write(`${line}\n`);
} finally {
  for (const ground of grounds) await ground.end();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

async function loaded(store: GraphStore, end: () => Promise<void>): Promise<Ground> {
  const began = performance.now();
  await store.load(graph, { replace: false, onProgress: () => undefined });
  return { store, took: performance.now() - began, end };
}

function embedded(round: number): Promise<Ground> {
  const memory = bytes.parse(values['query-memory']) ?? 1e9;
  const store = new EmbeddedStore(join(dir, `graph-${round}`), { memory, readers: 1 });
  return loaded(store, () => store.close());
}

async function started(lib: string, home: string): Promise<{ store: Neo4jStore; end: () => Promise<void> }> {
  const server = await Neo4jServer.start({ lib, owner: process.pid, heap: '4g', quickStart: false, home });
  const store = new Neo4jStore({ url: server.uri });
  const end = async (): Promise<void> => {
    await store.close();
    await server.remove();
  };
  return { store, end };
}

async function neo4j(lib: string, home: string): Promise<Ground> {
  const { store, end } = await started(lib, home);
  return loaded(store, end);
}

/** By the importer, which wants the server not to run yet; its start does not count. */
async function imported(lib: string, home: string): Promise<Ground> {
  const files = `${home}-import`;
  const began = performance.now();
  await importGraph(lib, graph, files, home);
  const importing = performance.now() - began;
  const { store, end } = await started(lib, home);
  const ready = performance.now();
  for (const statement of readFileSync(join(files, 'schema.cypher'), 'utf8').split(';\n').slice(0, -1)) {
    await schema(store.address, statement);
  }
  rmSync(files, { recursive: true });
  // It finds what it would have loaded.
  const checked = await loaded(store, end);
  return { ...checked, took: importing + (performance.now() - ready) };
}

async function schema(url: string, statement: string): Promise<void> {
  const driver = neo4jDriver.driver(url);
  try {
    await driver.executeQuery(statement);
  } finally {
    await driver.close();
  }
}
