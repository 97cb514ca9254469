import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/assets.js';
import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import { isAlive } from '../../src/store/files.js';
import { until } from '../support/until.js';
import { madeGraph } from '../support/graphs.js';
import { runCli } from '../support/cli.js';
import { denseGraph } from '../support/small-graph.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const LIMITS = { timeoutMs: 60_000, maxRows: 100 };
const ENDLESS = 'MATCH (a:Processor), (b:Processor), (c:Processor), (d:Processor) RETURN count(*) AS n';
const COUNT = 'MATCH (p:Processor) RETURN count(p) AS n';

async function storeWith(t: TestContext, readers: number): Promise<EmbeddedStore> {
  const store = new EmbeddedStore(join(tempDir(t), 'graph'), { memory: 256e6, readers });
  t.after(() => store.close());
  await store.load(denseGraph('Case', 'a1', 200, 5), { replace: false, onProgress: () => undefined });
  return store;
}

test('a slow query does not hold up others, and many at a time wait for their turn', async (t) => {
  const store = await storeWith(t, 2);
  const stop = new AbortController();
  const slow = assert.rejects(store.query(ENDLESS, {}, { ...LIMITS, signal: stop.signal }), {
    code: 'INTERRUPTED',
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => store.query('RETURN $i AS i', { i }, LIMITS)),
  );
  assert.deepEqual(
    answers.map(({ rows }) => rows),
    Array.from({ length: 20 }, (_, i) => [[i]]),
  );
  stop.abort();
  await slow;
});

test('whoever waits may go, and does not take the turn of another', async (t) => {
  const store = await storeWith(t, 1);
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = assert.rejects(store.query(ENDLESS, {}, { ...LIMITS, signal: running.signal }), {
    code: 'INTERRUPTED',
  });
  const second = assert.rejects(store.query(COUNT, {}, { ...LIMITS, signal: waiting.signal }), {
    code: 'INTERRUPTED',
  });
  const third = store.query(COUNT, {}, LIMITS);
  waiting.abort();
  await second;
  running.abort();
  await first;
  assert.deepEqual((await third).rows, [[200]]);
  const gone = { ...LIMITS, signal: AbortSignal.abort() };
  await assert.rejects(store.query(COUNT, {}, gone), { code: 'INTERRUPTED' });
  assert.deepEqual((await store.query(COUNT, {}, LIMITS)).rows, [[200]]);
});

test('closing ends what runs and what waits', async (t) => {
  const store = await storeWith(t, 1);
  await store.query(COUNT, {}, LIMITS);
  const running = assert.rejects(store.query(ENDLESS, {}, LIMITS), { code: 'GRAPH_UNAVAILABLE' });
  const waiting = assert.rejects(store.query(COUNT, {}, LIMITS), { code: 'GRAPH_UNAVAILABLE' });
  await sleep(300);
  await store.close();
  await Promise.all([running, waiting]);
});

test('a graph that another process loads is found by the next query, a query that runs keeps its own', async (t) => {
  const dir = join(tempDir(t), 'graph');
  const [one, other] = [0, 1].map(() => new EmbeddedStore(dir, { memory: 256e6, readers: 2 })) as [
    EmbeddedStore,
    EmbeddedStore,
  ];
  t.after(() => Promise.all([one.close(), other.close()]));
  const load = (analysis: string): Promise<boolean> =>
    one.load(madeGraph(analysis, 500), { replace: false, onProgress: () => undefined });
  const trails = 'MATCH (t:Trail) WITH min(t.id) AS id UNWIND range(1, 300000) AS i RETURN id, count(i) AS n';
  await load('a');
  assert.deepEqual((await other.query(trails, {}, LIMITS)).rows, [['Ta-0', 300_000]]);
  const running = other.query(trails, {}, LIMITS);
  await load('b');
  assert.deepEqual((await other.query(trails, {}, LIMITS)).rows, [['Tb-0', 300_000]]);
  assert.deepEqual((await running).rows, [['Ta-0', 300_000]]);
});

test('processes of the engine end with the one that asked, also when it is killed, and leave nothing behind', async (t) => {
  const dir = tempDir(t);
  const pids = join(dir, 'pids');
  // What the program forks tells its process id before it does anything else.
  const spy = join(dir, 'spy.mjs');
  writeFileSync(
    spy,
    `import { appendFileSync } from 'node:fs'; if (process.send) appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n');`,
  );
  const graph = join(dir, 'graph');
  const program = join(dir, 'asks.mjs');
  const from = (path: string): string => pathToFileURL(join(packageRoot(), 'dist', path)).href;
  writeFileSync(
    program,
    [
      `import { EmbeddedStore } from '${from('src/graph/embedded-store.js')}';`,
      `import { denseGraph } from '${from('test/support/small-graph.js')}';`,
      `const store = new EmbeddedStore(${JSON.stringify(graph)}, { memory: 256e6, readers: 2 });`,
      `await store.load(denseGraph('Case', 'a1', 200, 5), { replace: false, onProgress: () => undefined });`,
      `await store.query(${JSON.stringify(COUNT)}, {}, { timeoutMs: 60000, maxRows: 1 });`,
      `if (process.argv[2] === 'endless') { process.stdout.write('asking'); await store.query(${JSON.stringify(ENDLESS)}, {}, { timeoutMs: 60000, maxRows: 1 }); }`,
    ].join('\n'),
  );
  const scratch = tempDir(t);
  const start = (word: string): ReturnType<typeof spawn> =>
    spawn(process.execPath, [program, word], {
      env: {
        ...process.env,
        TMPDIR: scratch,
        TMP: scratch,
        TEMP: scratch,
        NODE_OPTIONS: `--import=${pathToFileURL(spy).href}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const started = (): number[] => readFileSync(pids, 'utf8').trim().split('\n').map(Number);
  const gone = async (): Promise<void> => {
    await until(
      'processes of the engine to end with the one that asked',
      () => started().filter(isAlive),
      (alive) => alive.length === 0,
      10_000,
    );
    assert.deepEqual(readdirSync(scratch), [], 'temporary files stay behind');
  };

  // It is not closed, and ends all the same: an idle process keeps nobody alive.
  const idle = start('');
  assert.deepEqual((await once(idle, 'exit'))[0], 0);
  assert.equal(started().length, 2);
  await gone();

  const endless = start('endless');
  assert.ok(endless.stdout);
  await once(endless.stdout, 'data');
  endless.kill('SIGKILL');
  await once(endless, 'exit');
  assert.equal(started().length, 3);
  await gone();
});

test('where the engine has no build, that is said, and everything else works', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': `${HEADER}2024-01-01T00:00:00Z,u1,shop,lab,phone,pay,,\n`,
  });
  // The engine's own switch for another build of its native part.
  const env = { NAPI_RS_NATIVE_LIBRARY_PATH: join(dir, 'nowhere.node') };
  const asked = await runCli(['graph', dir], env);
  assert.equal(asked.code, 2);
  assert.match(asked.stderr, /^GRAPH_UNAVAILABLE: [^]*accepted: [^]*what to do: [^]*--graph/m);
  assert.equal((await runCli(['analyze', dir], env)).code, 0);
});
