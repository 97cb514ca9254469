import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { currentAnalysis, loadedGraph, openSession, withResult } from '../../src/session.js';
import { readMembers } from '../../src/store/read-result.js';
import { runCli } from '../support/cli.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const SAMPLE = join(packageRoot(), 'seed', 'kakaopay-alipay', 'sample');
const QUERY = { timeoutMs: 60_000, maxRows: 10_000 };

test('people are loaded under their pseudonyms, each in their cohort', async (t) => {
  const session = await openSession(SAMPLE, { store: tempDir(t) });
  const analysis = await currentAnalysis(session, limits({ memory: '1GB', threads: '1' }), {
    onProgress: () => undefined,
    onRun: () => () => undefined,
  });
  const load = { replace: false, onProgress: () => undefined };
  const graphs = await loadedGraph(session, analysis, {}, load);
  t.after(() => graphs.close());
  const { rows } = await graphs.query(
    'MATCH (u:User)-[:MEMBER_OF]->(c:Cohort) RETURN u.id AS user, c.id AS cohort ORDER BY user',
    {},
    QUERY,
  );
  const members = await withResult(session, async (db) => {
    const all = [];
    for await (const piece of readMembers(db)) all.push(...piece);
    return all;
  });
  assert.equal(rows.length, analysis.people);
  assert.deepEqual(
    rows,
    members
      .map(({ userId, cohort }) => [session.store.pseudonym(userId), analysis.cohorts[cohort]?.id])
      .sort(([x], [y]) => ((x ?? '') < (y ?? '') ? -1 : 1)),
  );
});

const row = (user: string, minute: number): string =>
  `2024-01-01T00:${String(minute).padStart(2, '0')}:00Z,${user},shop,lab,phone,pay,,\n`;

test('the command loads once, again for a changed case or key, and counts', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u1', 0) + row('u2', 1) });
  const graph = async (env = {}): Promise<string> => {
    const { code, stdout, stderr } = await runCli(['graph', dir], env);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const files = (): string[] => readdirSync(join(dir, '.wayleave', 'graph')).sort();
  assert.match(await graph(), /User +2\n[^]*MEMBER_OF +2\n/);
  const first = files();
  assert.equal(first.length, 2);
  await graph();
  assert.deepEqual(files(), first);

  writeFiles(dir, { 'transfers.csv': HEADER + row('u1', 0) + row('u2', 1) + row('u3', 2) });
  assert.match(await graph(), /User +3\n/);
  const second = files();
  assert.notDeepEqual(second, first);
  await graph({ WAYLEAVE_KEY: '00'.repeat(32) });
  assert.notDeepEqual(files(), second);
  assert.doesNotMatch(await graph({ WAYLEAVE_NAMED: '2' }), /User|MEMBER_OF/);
});

test('the graph of another case in the same store is replaced only when asked', async (t) => {
  const [one, two, store] = ['One', 'Two']
    .map((title) =>
      writeFiles(tempDir(t), {
        ...BASE,
        'case.yaml': `title: ${title}\n${BASE['case.yaml'] ?? ''}`,
        'transfers.csv': HEADER + row('u1', 0),
      }),
    )
    .concat(tempDir(t)) as [string, string, string];
  assert.equal((await runCli(['graph', one, '--store', store])).code, 0);
  const refused = await runCli(['graph', two, '--store', store]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /GRAPH_OTHER_CASE: .*"One".*"Two"[^]*--replace/);
  assert.equal((await runCli(['graph', two, '--store', store, '--replace'])).code, 0);
});

test('an address of no graph store is a usage error', async (t) => {
  const dir = writeFiles(tempDir(t), { ...BASE, 'transfers.csv': HEADER + row('u1', 0) });
  const { code, stderr } = await runCli(['graph', dir, '--graph', 'ftp://somewhere']);
  assert.equal(code, 2);
  assert.match(stderr, /^USAGE: ftp:\/\/somewhere/);
});
