import neo4j, { type Driver } from 'neo4j-driver';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { neo4jArtifacts } from '../support/neo4j/artifacts.js';
import { Neo4jServer } from '../support/neo4j/server.js';
import { RIVAL_MODELS, type RivalModel } from './rival-models.js';
import { writeRivalCase } from './rival-case.js';
import { madeSends, MAX_HOPS, PROCESSORS } from './rival-transfers.js';

/**
 * The whole job, from logs to the routes by which data went abroad and how many people's took each: by Wayleave, as two
 * processes with their start, and by Neo4j alone, its server running already. Both answers must be equal.
 * `npm run bench -- rival-neo4j [PEOPLE [nodes|relationships]]` (default 20,000: 200,000 transfers, as nodes).
 */
const people = Number(process.argv[2] ?? 20_000);
const model = RIVAL_MODELS.get(process.argv[3] ?? 'nodes');
if (model === undefined) throw new RangeError(`models: ${[...RIVAL_MODELS.keys()].join(', ')}`);
const BATCH = 10_000;
const BOUND_MS = 600_000;

/** People by route. */
type Routes = ReadonlyMap<string, number>;

interface Outcome {
  readonly load: number;
  readonly answer: number;
  readonly routes: Routes;
}

const transfers = [...madeSends(people)].flat();
const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
try {
  writeRivalCase(dir, [transfers]);
  process.stdout.write(`transfers ${transfers.length}, people ${people}, up to ${MAX_HOPS} hops\n`);
  const own = wayleave(dir);
  say('Wayleave', own);
  const artifacts = await neo4jArtifacts();
  if ('missing' in artifacts) process.stdout.write(`Without Neo4j: ${artifacts.missing}\n`);
  else {
    const rival = await alone(artifacts.lib, model);
    if (rival === null)
      process.stdout.write(`${model.name}: no answer within ${BOUND_MS / 60_000} minutes\n`);
    else {
      assertEqual(own.routes, rival.routes);
      say(model.name, rival);
      const ratio = (rival.load + rival.answer) / (own.load + own.answer);
      process.stdout.write(`equal answers, total ${ratio.toFixed(1)} to 1\n`);
    }
  }
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

function wayleave(caseDir: string): Outcome {
  const cli = (...words: string[]): string => {
    const main = join(packageRoot(), 'dist/src/cli/main.js');
    const options = { maxBuffer: 1 << 30, encoding: 'utf8' } as const;
    const ran = spawnSync(process.execPath, [main, ...words], options);
    if (ran.status !== 0) throw new Error(ran.stderr);
    return ran.stdout;
  };
  const began = performance.now();
  // Analyzes, then loads the graph.
  cli('graph', caseDir);
  const loaded = performance.now();
  const text = cli('query', caseDir, 'lineage/foreign-trails', '--format', 'json', '--rows', '1000000');
  const answered = performance.now();
  const { rows } = JSON.parse(text) as {
    rows: readonly { processors: readonly string[]; people: number }[];
  };
  const routes = new Map(rows.map((r) => [r.processors.join(' > '), r.people]));
  return { load: loaded - began, answer: answered - loaded, routes };
}

/** @returns null when it takes longer than the bound */
async function alone(lib: string, model: RivalModel): Promise<Outcome | null> {
  const home = join(dir, 'neo4j');
  // As a user would run it: with the compilers and the collector that serve throughput.
  const server = await Neo4jServer.start({ lib, owner: process.pid, heap: '4g', quickStart: false, home });
  const driver = neo4j.driver(server.uri);
  try {
    const began = performance.now();
    await load(driver, model);
    const loaded = performance.now();
    const routes = await ask(driver, model.question);
    return { load: loaded - began, answer: performance.now() - loaded, routes };
  } catch (error) {
    if (String(error).includes('transaction has been terminated')) return null;
    throw error;
  } finally {
    await driver.close();
    await server.remove();
  }
}

async function load(driver: Driver, model: RivalModel): Promise<void> {
  const session = driver.session();
  const run = (statement: string, parameters = {}): Promise<unknown> =>
    session.run(statement, parameters, { timeout: BOUND_MS });
  try {
    for (const statement of model.before) await run(statement, { processors: PROCESSORS });
    const homes = PROCESSORS.filter((p) => p.home).map((p) => p.id);
    const began = performance.now();
    for (let i = 0; i < transfers.length; i += BATCH) {
      const rows = transfers.slice(i, i + BATCH).map((t) => ({ ...t, at: neo4j.int(t.at) }));
      await session.executeWrite((tx) => tx.run(model.batch, { rows, homes }));
    }
    const there = performance.now();
    for (const statement of model.after) await run(statement);
    const took = [there - began, performance.now() - there].map((ms) => (ms / 1000).toFixed(2));
    process.stdout.write(
      `Neo4j took ${took[0] ?? ''} s for the transfers, ${took[1] ?? ''} s for what joins them\n`,
    );
  } finally {
    await session.close();
  }
}

async function ask(driver: Driver, question: string): Promise<Routes> {
  const session = driver.session();
  try {
    const { records } = await session.run(question, {}, { timeout: BOUND_MS });
    const routeOf = (route: unknown): string => (route as readonly string[]).join(' > ');
    return new Map(records.map((r) => [routeOf(r.get('route')), Number(r.get('people'))]));
  } finally {
    await session.close();
  }
}

function assertEqual(own: Routes, rival: Routes): void {
  const differing = [...own].filter(([route, count]) => rival.get(route) !== count);
  if (own.size === 0 || own.size !== rival.size || differing.length > 0) {
    const [example] = differing;
    throw new Error(
      `answers differ: ${own.size} and ${rival.size} routes, ${differing.length} of the first not alike, such as ${example?.join(': ') ?? 'none'}`,
    );
  }
}

function say(name: string, { load, answer, routes }: Outcome): void {
  const s = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  process.stdout.write(
    `${name}: load ${s(load)}, answer ${s(answer)}, total ${s(load + answer)}, routes ${routes.size}\n`,
  );
}
