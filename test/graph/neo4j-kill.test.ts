import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { packageRoot } from '../../src/assets.js';
import { WayleaveError } from '../../src/errors.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { ensureLoadedForTest, madeGraph } from '../support/graphs.js';
import { neo4jJarsForFile } from '../support/neo4j/for-file.js';
import { Neo4jServer } from '../support/neo4j/server.js';

/** Whatever is killed, when: the former graph is served, whole, and the next load does it again. */
const { skip, lib } = await neo4jJarsForFile();
const KILLS = 6;
/** Starting a server takes longer than all the rest. */
const SERVER_KILLS = 4;
const SIZE = 600;
const LIMITS = { timeoutMs: 60_000, maxRows: 10 };
const user = 'neo4j';
const password = 'only for tests';
let server: Neo4jServer | undefined;
let store: Neo4jStore | undefined;

before(async () => {
  if (skip !== false) return;
  server = await Neo4jServer.start({
    lib,
    owner: process.pid,
    settings: { 'dbms.security.auth_enabled': 'true' },
  });
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(user, 'neo4j'));
  const change = 'ALTER CURRENT USER SET PASSWORD FROM $from TO $to';
  await driver.executeQuery(change, { from: 'neo4j', to: password }, { database: 'system' });
  await driver.close();
  store = new Neo4jStore({ url: server.uri, user, password });
});
after(async () => {
  await store?.close();
  await server?.remove();
});

function opened(): { server: Neo4jServer; store: Neo4jStore } {
  assert.ok(server && store);
  return { server, store };
}

/** Asserts that the graph is that of one analysis of the size, and says of which. */
async function whole(): Promise<string> {
  const { store: s } = opened();
  const held = await s.held();
  assert.ok(held);
  const { nodes, relationships } = await s.counts();
  assert.deepEqual(
    [nodes.get('Trail'), nodes.get('User'), relationships.get('LEADS_TO'), relationships.get('MEMBER_OF')],
    [SIZE, SIZE, SIZE - 1, SIZE],
  );
  const { rows } = await s.query(
    "MATCH (:User)-[:MEMBER_OF]->(c:Cohort) MATCH (t:Trail) RETURN DISTINCT c.id, split(t.id, '-')[0]",
    {},
    LIMITS,
  );
  assert.deepEqual(rows, [[`C${held.analysis}`, `T${held.analysis}`]]);
  return held.analysis;
}

test('the process that loads is killed', { skip }, async () => {
  const { server: s, store: reader } = opened();
  await assert.rejects(new Neo4jStore({ url: s.uri, user, password: 'wrong' }).held(), {
    code: 'GRAPH_UNAVAILABLE',
  });
  const load = async (analysis: string, killAfter: number): Promise<{ ms: number; killed: boolean }> => {
    const script = join(packageRoot(), 'dist/test/support/load-made-graph.js');
    const child = spawn(process.execPath, [script, s.uri, user, password, analysis, String(SIZE)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    const begun = performance.now();
    await Promise.race([sleep(killAfter, undefined, { ref: false }), ended]);
    const killed = child.kill('SIGKILL');
    await ended;
    return { ms: performance.now() - begun, killed };
  };
  await ensureLoadedForTest(reader, madeGraph('k0', SIZE));
  const { ms } = await load('k1', 600_000);
  assert.equal(await whole(), 'k1');
  let former = 'k1';
  let interrupted = 0;
  for (let i = 0; i < KILLS; i++) {
    const { killed } = await load(`x${i}`, (ms * (i + 0.5)) / KILLS);
    const held = await whole();
    assert.ok([former, `x${i}`].includes(held), held);
    if (killed && held === former) interrupted++;
    await ensureLoadedForTest(reader, madeGraph(`x${i}`, SIZE));
    former = await whole();
    assert.equal(former, `x${i}`);
  }
  assert.ok(interrupted > 0, 'no kill came in time');
});

test('the server is killed in the middle of a load, and started again', { skip }, async () => {
  const { server: s, store: loader } = opened();
  const begun = performance.now();
  await ensureLoadedForTest(loader, madeGraph('s', SIZE));
  const ms = performance.now() - begun;
  let former = 's';
  let interrupted = 0;
  for (let i = 0; i < SERVER_KILLS; i++) {
    const loading = loader
      .load(madeGraph(`s${i}`, SIZE), { replace: false, onProgress: () => undefined })
      .then(
        () => null,
        (error: unknown) => error,
      );
    await sleep((ms * (i + 0.5)) / SERVER_KILLS);
    await s.kill();
    const error = await loading;
    if (error !== null) {
      assert.ok(error instanceof WayleaveError);
      assert.equal(error.code, 'GRAPH_UNAVAILABLE', error.message);
    }
    await assert.rejects(loader.query('RETURN 1', {}, { ...LIMITS, timeoutMs: 3000 }), {
      code: 'GRAPH_UNAVAILABLE',
    });
    await s.start();
    const held = await whole();
    assert.ok([former, `s${i}`].includes(held), held);
    if (held === former) interrupted++;
    await ensureLoadedForTest(loader, madeGraph(`s${i}`, SIZE));
    former = await whole();
    assert.equal(former, `s${i}`);
  }
  assert.ok(interrupted > 0, 'no kill came in time');
});
