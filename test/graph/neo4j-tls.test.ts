import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import { packageRoot } from '../../src/assets.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { ensureLoadedForTest, madeGraph } from '../support/graphs.js';
import { makeCertificate } from '../support/neo4j/certificate.js';
import { neo4jJarsForFile } from '../support/neo4j/for-file.js';
import { Neo4jServer } from '../support/neo4j/server.js';

/** A server that speaks TLS only and asks who is there, as servers of teams do. */
const { skip, lib } = await neo4jJarsForFile();
const run = promisify(execFile);
const user = 'neo4j';
const password = 'only for tests';
const LIMITS = { timeoutMs: 30_000, maxRows: 10 };
const dir = mkdtempSync(join(tmpdir(), 'wayleave-tls-'));
let server: Neo4jServer | undefined;
let trusted = '';

before(async () => {
  if (skip !== false) return;
  const { path, settings } = await makeCertificate(join(dir, 'certificate'));
  trusted = path;
  server = await Neo4jServer.start({
    lib,
    owner: process.pid,
    settings: { ...settings, 'dbms.security.auth_enabled': 'true' },
  });
  const driver = neo4j.driver(address('bolt+ssc'), neo4j.auth.basic(user, 'neo4j'));
  const change = 'ALTER CURRENT USER SET PASSWORD FROM $from TO $to';
  await driver.executeQuery(change, { from: 'neo4j', to: password }, { database: 'system' });
  await driver.close();
});
after(async () => {
  await server?.remove();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

function address(scheme: string): string {
  return `${scheme}://127.0.0.1:${server?.boltPort ?? 0}`;
}

test('a graph is loaded and read over TLS, directly and routed', { skip }, async () => {
  for (const scheme of ['bolt+ssc', 'neo4j+ssc']) {
    const store = new Neo4jStore({ url: address(scheme), user, password, database: 'neo4j' });
    await ensureLoadedForTest(store, madeGraph(scheme.slice(0, 4), 20));
    assert.equal((await store.held())?.analysis, scheme.slice(0, 4));
    const { rows } = await store.query('MATCH (t:Trail) RETURN count(t)', {}, LIMITS);
    assert.deepEqual(rows, [[20]], scheme);
    await store.close();
  }
});

test('+s trusts a certificate whose authority is known, and no other', { skip }, async () => {
  const script = join(packageRoot(), 'dist/test/support/load-made-graph.js');
  const load = (env: NodeJS.ProcessEnv): Promise<unknown> =>
    run(process.execPath, [script, address('neo4j+s'), user, password, 'trusted', '20'], {
      env: { ...process.env, ...env },
    });
  await load({ NODE_EXTRA_CA_CERTS: trusted });
  const store = new Neo4jStore({ url: address('neo4j+ssc'), user, password });
  assert.equal((await store.held())?.analysis, 'trusted');
  await store.close();
  await assert.rejects(load({}), (error: { stderr?: string }) => {
    assert.match(String(error.stderr), /GRAPH_UNAVAILABLE/);
    return true;
  });
});

test('without TLS, with a wrong password or an unknown token there is no way in', { skip }, async () => {
  for (const given of [
    { url: address('bolt'), user, password },
    { url: address('bolt+ssc'), user, password: 'wrong' },
    { url: address('neo4j+ssc'), token: 'of nobody' },
    { url: address('bolt+ssc') },
  ]) {
    const store = new Neo4jStore(given);
    await assert.rejects(store.held(), { code: 'GRAPH_UNAVAILABLE' }, JSON.stringify(given));
    await store.close();
  }
});
