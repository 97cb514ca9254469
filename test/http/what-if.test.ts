import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '../../src/config.js';
import { ApiError, createClient } from '../../src/http/client/client.js';
import { currentAnalysis, openSession } from '../../src/session.js';
import { readStates, suppose } from '../../src/suppose.js';
import { changesFrom } from '../../src/what-if/change-file.js';
import type { Changes } from '../../src/what-if/change-schema.js';
import { QUIET } from '../support/quiet.js';
import { serverForFile } from '../support/server.js';

const server = serverForFile();
const params = { case: 'sample' };
const SERVED: Changes = {
  change: {
    contracts: {
      'k-settlement': {
        fields: '*',
        purposes: '*',
        facts: { beneficiary: 'exporter', supervised: true, disclosed: true, policy: '*' },
      },
    },
  },
};
/** Signed while records were written: those before and after part. */
const PARTS: Changes = { change: { contracts: { 'k-settlement': { signed_at: '2022-01-01' } } } };

type Query = Readonly<Record<string, string>>;
const ask = (body: Changes, query: Query = {}) =>
  createClient({ base: server().url })('POST /api/cases/{case}/what-if', { params, query, body });

/** The answer, computed in this process. */
async function computed(changes: Changes, scan: boolean, window: Query = {}): Promise<unknown> {
  const session = await openSession(server().dir, window);
  const given = limits({ memory: '1GB', threads: '1' });
  const store = window['from'] === undefined ? {} : { store: join(server().dir, 'window') };
  const own = await openSession(server().dir, { ...window, ...store });
  const analysis = await currentAnalysis(own, given, QUIET);
  const allowed = scan ? { limits: given, listener: QUIET } : undefined;
  assert.equal(own.fingerprint, session.fingerprint);
  const answer = await suppose(own, analysis, await readStates(own), changesFrom(changes), allowed);
  return JSON.parse(JSON.stringify(answer)) as unknown;
}

const code = (expected: string) => (error: unknown) =>
  error instanceof ApiError && error.problem.code === expected;

test('a supposition is answered as the command answers it, again and again', async () => {
  const expected = await computed(SERVED, false);
  for (let i = 0; i < 3; i++) assert.deepEqual(await ask(SERVED), expected);
  const cut = await ask({ cut: [{ sender: 'kakaopay', recipient: 'Alipay', purpose: 'nsf' }] });
  assert.notDeepEqual(cut, expected);
  assert.deepEqual(await ask(SERVED), expected, 'another supposition leaves nothing behind');
});

test('where flows part the answer says so, and a scan is a job whose answer is there afterwards', async () => {
  const why = await ask(PARTS);
  assert.ok(why.scanNeeded);
  const first = await fetch(`${server().url}/api/cases/sample/what-if?scan=true`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'wait=0' },
    body: JSON.stringify(PARTS),
  });
  assert.equal(first.status, 202);
  assert.match(first.headers.get('location') ?? '', /^\/api\/jobs\//);
  const scanned = await ask(PARTS, { scan: 'true' });
  assert.ok(!scanned.scanNeeded && scanned.scanned);
  assert.deepEqual(scanned, await computed(PARTS, true));
  const again = await ask(PARTS);
  assert.ok(again.scanNeeded, 'without scan=true nothing of it is told');
});

test('a supposition about a window is about that window', async () => {
  const window = { from: '2024-01-01T00:00:00Z', to: '2024-03-01T00:00:00Z' };
  assert.deepEqual(await ask(SERVED, window), await computed(SERVED, false, window));
});

test('what cannot be supposed is refused, and nothing but packs is read on an asker’s word', async () => {
  await assert.rejects(ask({ drop: { contracts: ['k-nothing'] } }), code('CHANGE_INVALID'));
  await assert.rejects(ask({}), code('CHANGE_INVALID'));
  await assert.rejects(ask({ nonsense: 1 } as Changes), code('REQUEST_INVALID'));
  await assert.rejects(ask({ add: { packs: ['./none.yaml'] } }), code('PACK_INVALID'));
  writeFileSync(join(server().dir, '.hidden.yaml'), 'secret-word: true\n');
  const references = ['.wayleave/key', '.wayleave/tokens.yaml', '.hidden.yaml', 'processors.csv'];
  for (const pack of [...references, '../sample/case.yaml', '/etc/passwd', 'x\0.yaml', 'transfers']) {
    await assert.rejects(ask({ add: { packs: [pack] } }), (error) => {
      assert.ok(error instanceof ApiError, String(error));
      assert.match(error.problem.code, /^(CHANGE|PACK)_INVALID$/);
      assert.doesNotMatch(JSON.stringify(error.problem), /secret-word|kakaopay,KR|root:/);
      return true;
    });
  }
});
