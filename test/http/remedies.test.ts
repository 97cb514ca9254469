import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../src/config.js';
import { ApiError, createClient } from '../../src/http/client/client.js';
import { remedyOptions } from '../../src/remedies/kinds.js';
import { leastRemedies } from '../../src/remedies/remedies.js';
import { currentAnalysis, openSession } from '../../src/session.js';
import { readStates } from '../../src/suppose.js';
import { QUIET } from '../support/quiet.js';
import { serverForFile } from '../support/server.js';

const server = serverForFile();
const params = { case: 'sample' };
const call = () => createClient({ base: server().url });

test('least remedies are answered as the command answers them, and what-if takes them as they are', async () => {
  const session = await openSession(server().dir, {});
  const analysis = await currentAnalysis(session, limits({ memory: '1GB', threads: '1' }), QUIET);
  const states = await readStates(session);
  const answer = await call()('GET /api/cases/{case}/remedies', { params, query: {} });
  const expected = await leastRemedies(session.kase, analysis, states, remedyOptions({}));
  assert.deepEqual(answer, JSON.parse(JSON.stringify(expected)));
  assert.ok(answer.changes !== null);
  const numbers = await call()('POST /api/cases/{case}/what-if', { params, query: {}, body: answer.changes });
  assert.deepEqual(numbers, answer.whatIf);
});

test('kinds and weights are those that are asked for; others are refused', async () => {
  const query = { only: ['cuts'], cutWeight: '7' };
  const cuts = await call()('GET /api/cases/{case}/remedies', { params, query });
  assert.ok(cuts.remedies.every((r) => r.kind === 'cuts' && r.weight === 7));
  assert.equal(cuts.weight, 14);
  assert.deepEqual(cuts.unsupported.after, { trails: 0, people: 0 });
  for (const wrong of ['only=laws', 'cutWeight=0', 'nodes=many']) {
    const refused = await fetch(`${server().url}/api/cases/sample/remedies?${wrong}`);
    assert.equal(refused.status, 400, wrong);
    assert.equal(((await refused.json()) as { code: string }).code, 'REQUEST_INVALID');
  }
});

test('who does not wait gets a job, and the answer once it has ended', async () => {
  const path = `${server().url}/api/cases/sample/remedies?only=notices`;
  const first = await fetch(path, { headers: { Prefer: 'wait=0' } });
  assert.equal(first.status, 202);
  const location = first.headers.get('location') ?? '';
  await fetch(`${server().url}${location}?wait=30`);
  const answer = await fetch(path, { headers: { Prefer: 'wait=0' } });
  assert.equal(answer.status, 200);
  await assert.rejects(
    call()('GET /api/cases/{case}/remedies', { params: { case: 'none' }, query: {} }),
    (e) => e instanceof ApiError && e.problem.status === 404,
  );
});
