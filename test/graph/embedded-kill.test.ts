import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import { textOf } from '../support/graph-values.js';
import { tempDir } from '../support/workspace.js';

const LIMITS = { timeoutMs: 60_000, maxRows: 10 };
const ROUNDS = 12;
const SIZE = 3000;

/** Everything that tells which load a part of the graph comes from, in one query. */
const WHOLE = `
  MATCH (t:Trail) WITH count(t) AS trails, min(t.id) AS trail
  MATCH (u:User) WITH trails, trail, count(u) AS users, min(u.id) AS user
  MATCH (c:\`Case\`) RETURN c.analysis AS analysis, c.people AS size, trails, trail, users, user`;

async function seen(store: EmbeddedStore): Promise<string> {
  const { rows } = await store.query(WHOLE, {}, LIMITS);
  assert.equal(rows.length, 1);
  const [analysis, size, trails, trail, users, user] = rows[0] ?? [];
  const loaded = textOf(analysis);
  assert.deepEqual([trails, users], [size, size]);
  assert.equal(trail, `T${loaded}-0`);
  assert.equal(user, `u-${loaded}-0`);
  return loaded;
}

function load(dir: string, analysis: string, size: number): { kill: () => void; ended: Promise<unknown> } {
  const program = join(packageRoot(), 'dist/test/support/load-graph.js');
  const child = spawn(process.execPath, [program, dir, analysis, String(size)], { stdio: 'inherit' });
  return { kill: () => child.kill('SIGKILL'), ended: once(child, 'exit') };
}

function storeIn(t: TestContext, dir: string): EmbeddedStore {
  const store = new EmbeddedStore(dir, { memory: 256e6, readers: 2 });
  t.after(() => store.close());
  return store;
}

test('killed at any moment of a load, the former graph is served, and the next load does it again', async (t) => {
  const dir = join(tempDir(t), 'graph');
  const store = storeIn(t, dir);
  const started = Date.now();
  await load(dir, 'a0', SIZE).ended;
  const usual = Date.now() - started;
  assert.equal(await seen(store), 'a0');
  let now = 'a0';
  let killed = 0;
  const reading = new AbortController();
  const met = new Set<string>();
  const reader = (async () => {
    while (!reading.signal.aborted) {
      met.add(await seen(store));
      await sleep(20);
    }
  })();
  for (let i = 1; i <= ROUNDS; i++) {
    const { kill, ended } = load(dir, `a${i}`, SIZE + i);
    await sleep((usual * (i - Math.random())) / ROUNDS);
    kill();
    await ended;
    const held = (await store.held())?.analysis;
    assert.ok(held === now || held === `a${i}`, `${String(held)} is held after a${i} was killed`);
    if (held === now) killed++;
    now = held;
    assert.equal(await seen(storeIn(t, dir)), now);
    // Every third is done again, so that there is something else to be killed before.
    if (i % 3 !== 0) continue;
    await load(dir, `a${i}`, SIZE + i).ended;
    assert.equal((await store.held())?.analysis, `a${i}`);
    now = `a${i}`;
  }
  reading.abort();
  await reader;
  assert.ok(killed > 0, 'no load was killed before its end');
  assert.ok(met.size > 1, 'the reader never met a new graph');
  assert.equal(await seen(store), now);
  await load(dir, 'last', SIZE).ended;
  assert.equal(await seen(store), 'last');
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.startsWith('load-')),
    [],
  );
});
