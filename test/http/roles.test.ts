import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CONTRACT, type OperationId } from '../../src/http/contract/contract.js';
import { ROLES, type Operation, type Role } from '../../src/http/contract/operation.js';
import { makeTokens } from '../support/http.js';
import { serverForFile } from '../support/server.js';
import { placeholders, requestOf, type Placeholders } from './examples.js';

/** Who may ask what. Written out, so that nobody changes a role in the contract without meaning it. */
const LEAST: Readonly<Record<OperationId, Role | 'public'>> = {
  listCases: 'viewer',
  getCase: 'viewer',
  getRegisters: 'viewer',
  getTimeline: 'viewer',
  listReach: 'viewer',
  listFlows: 'viewer',
  getFlow: 'viewer',
  listTrails: 'viewer',
  getTrail: 'viewer',
  listFindings: 'viewer',
  getFinding: 'viewer',
  listProcessors: 'viewer',
  getProcessor: 'viewer',
  listFields: 'viewer',
  getLineage: 'viewer',
  explain: 'viewer',
  getEvidence: 'analyst',
  listRejects: 'analyst',
  getPerson: 'analyst',
  getPersonHistory: 'analyst',
  lookUpPerson: 'investigator',
  revealPerson: 'investigator',
  listQueries: 'viewer',
  runQuery: 'viewer',
  askCypher: 'analyst',
  queryV2: 'analyst',
  whatIf: 'viewer',
  getRemedies: 'viewer',
  exportGraph: 'viewer',
  getReport: 'analyst',
  health: 'public',
  ready: 'public',
  metrics: 'viewer',
  getMe: 'viewer',
  getOpenApi: 'public',
  getJob: 'viewer',
  cancelJob: 'viewer',
  getSchema: 'viewer',
};

let tokens: Readonly<Record<Role, string>>;
const server = serverForFile({}, (dir) => {
  tokens = makeTokens(dir);
});
const as = (role: Role | null): Record<string, string> =>
  role === null ? {} : { Authorization: `Bearer ${tokens[role]}` };

/** The lines of the audit log. */
function noted(): { who: string; refused?: string }[] {
  const lines = readFileSync(join(server().dir, '.wayleave', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as { who: string; refused?: string });
}

let found: Promise<Placeholders> | undefined;
const ids = (): Promise<Placeholders> => (found ??= placeholders(server().url, 'sample', as('investigator')));

async function statusOf(path: string, role: Role | null, init: RequestInit = {}): Promise<number> {
  const answer = await fetch(server().url + path, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), ...as(role), Prefer: 'wait=30' },
  });
  const text = await answer.text();
  if (answer.status >= 400) {
    const { code, errors } = JSON.parse(text) as { code?: string; errors?: unknown };
    const expected = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' }[answer.status];
    if (errors === undefined || code !== undefined) assert.equal(code, expected, `${path} ${text}`);
  }
  return answer.status;
}

test('the least role of each operation is as it is written here', () => {
  const declared = Object.entries<Operation>(CONTRACT).map(([id, { role }]) => [id, role]);
  assert.deepEqual(Object.fromEntries(declared), LEAST);
});

test('each operation answers each role that may ask it, and no other', async () => {
  const known = await ids();
  for (const [id, op] of Object.entries<Operation>(CONTRACT) as [OperationId, Operation][]) {
    // The first example that needs no more than the role of the operation.
    const { path, init } = requestOf(op, op.examples[0], 'sample', known);
    const least = LEAST[id];
    for (const role of [null, ...ROLES]) {
      const may = least === 'public' || (role !== null && ROLES.indexOf(role) >= ROLES.indexOf(least));
      const expected = may ? (op.status ?? 200) : role === null ? 401 : 403;
      assert.equal(await statusOf(path, role, init), expected, `${id} as ${String(role)}`);
    }
  }
});

test('what shows persons within an operation for everybody is for analysts, also when it was answered before', async () => {
  const known = await ids();
  const person = encodeURIComponent(known['pseudonym'] ?? '');
  const trail = known['trail'] ?? '';
  const paths = [
    `/api/cases/sample/queries/evidence/of-trail?trail=${trail}`,
    `/api/cases/sample/queries/evidence/of-trail.csv?trail=${trail}`,
    `/api/cases/sample/queries/people/trails-of-person?person=${person}`,
    `/api/cases/sample/export/json?users=true`,
    `/api/cases/sample/export/json?query=evidence/of-trail&trail=${trail}`,
  ];
  for (const path of paths) {
    const first = await statusOf(path, 'analyst');
    assert.equal(first, 200, path);
    const before = noted().length;
    assert.equal(await statusOf(path, 'viewer'), 403, path);
    // Whoever tries to see persons is to be seen, also where no pseudonym is asked for.
    const since = noted().slice(before);
    assert.deepEqual(
      since.map(({ who, refused }) => [who, refused]),
      [['a viewer', 'FORBIDDEN']],
      path,
    );
    assert.equal(await statusOf(path, null), 401, path);
  }
});

test('real ids are for investigators alone', async () => {
  const known = await ids();
  const evidence = `/api/cases/sample/evidence/${known['trail'] ?? ''}`;
  for (const path of [
    `${evidence}?reveal=true`,
    '/api/cases/sample/rejects?reveal=true',
    `${evidence}.csv?reveal=true`,
  ]) {
    assert.equal(await statusOf(path, 'analyst'), 403, path);
    assert.equal(await statusOf(path, 'viewer'), 403, path);
    assert.equal(await statusOf(path, 'investigator'), 200, path);
  }
});

test('a token that is none, or of another scheme, is refused as is one that was revoked', async () => {
  const tries = [
    'Bearer nonsense',
    `Bearer ${tokens.viewer}x`,
    'Bearer',
    `Digest ${tokens.viewer}`,
    `Basic ${Buffer.from('no colon').toString('base64')}`,
  ];
  for (const Authorization of tries) {
    const answer = await fetch(`${server().url}/api/me`, { headers: { Authorization } });
    assert.equal(answer.status, 401, Authorization);
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="wayleave"');
  }
  const basic = Buffer.from(`neo4j:${tokens.analyst}`).toString('base64');
  const me = await fetch(`${server().url}/api/me`, { headers: { Authorization: `Basic ${basic}` } });
  assert.deepEqual(await me.json(), { name: 'a analyst', role: 'analyst', by: 'token' });
});
