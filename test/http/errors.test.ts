import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { limits } from '../../src/config.js';
import { ERRORS, type ErrorCode } from '../../src/errors.js';
import { problem } from '../../src/http/contract/answers.js';
import { CONTRACT } from '../../src/http/contract/contract.js';
import { errorsOf } from '../../src/http/openapi.js';
import { serve } from '../../src/http/server.js';
import { writeCursor } from '../../src/http/serve/cursor.js';
import type { LogFile } from '../../src/model/case.js';
import { analyze } from '../../src/pipeline.js';
import { currentAnalysis, openSession, type Engine } from '../../src/session.js';
import { writeAddresses } from '../../src/store/addresses.js';
import { Store } from '../../src/store/store.js';
import { until } from '../support/until.js';
import { codeOf, makeTokens, raw, setEnv, talk, type RawRequest } from '../support/http.js';
import { serveCases, serverForFile } from '../support/server.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const server = serverForFile();
const met = new Set<ErrorCode>();

const JSON_BODY = { 'Content-Type': 'application/json' };
const post = (body: unknown): RawRequest => ({
  method: 'POST',
  headers: JSON_BODY,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Asks, and asserts that the answer is the problem of a code. */
async function gives(
  code: ErrorCode,
  path: string,
  asked: RawRequest = {},
  url = server().url,
): Promise<void> {
  const answer = await raw(url, path, asked);
  assert.equal(answer.status, ERRORS[code].http, `${code} ${answer.text.slice(0, 300)}`);
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
  assert.equal(answer.headers['cache-control'], 'no-store');
  const said = problem.parse(JSON.parse(answer.text));
  assert.equal(said.code, code);
  assert.equal(said.status, answer.status);
  assert.equal(said.type, `/docs#${code}`);
  assert.equal(said.instance, `urn:wayleave:request:${String(answer.headers['x-request-id'])}`);
  if (answer.status === 503) assert.match(String(answer.headers['retry-after']), /^\d+$/);
  met.add(code);
}

const SAMPLE = '/api/cases/sample';

test('requests that are not understood', async () => {
  await gives('REQUEST_INVALID', `${SAMPLE}/flows?limit=0`);
  await gives('REQUEST_INVALID', `${SAMPLE}/flows?colour=red`);
  await gives('REQUEST_INVALID', `${SAMPLE}?from=yesterday`);
  await gives('REQUEST_INVALID', `${SAMPLE}?from=2024-02-01&to=2024-01-01`);
  await gives('REQUEST_INVALID', `${SAMPLE}/cypher`, post('{"statement"'));
  await gives('REQUEST_INVALID', '/api/cases/%E0%A4%A');
  await gives('NOT_ACCEPTABLE', SAMPLE, { headers: { Accept: 'image/png' } });
  await gives('ROUTE_UNKNOWN', '/api/nothing');
  await gives('METHOD_UNKNOWN', SAMPLE, { method: 'PUT' });
  await gives('MEDIA_UNKNOWN', `${SAMPLE}/cypher`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: 'x',
  });
  await gives('MEDIA_UNKNOWN', `${SAMPLE}/cypher`, {
    method: 'POST',
    headers: { ...JSON_BODY, 'Content-Encoding': 'compress' },
    body: '{}',
  });
  await gives('BODY_TOO_LARGE', `${SAMPLE}/cypher`, post({ statement: 'x'.repeat(1_000_001) }));
  await gives('CURSOR_INVALID', `${SAMPLE}/flows?cursor=abc`);
  const gone = writeCursor({ analysis: 'of another', list: ['listFlows', {}] }, 100);
  await gives('CURSOR_GONE', `${SAMPLE}/flows?cursor=${gone}`);
  const tooLong = `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`;
  const refused = await talk(server().url, tooLong);
  assert.match(refused, /^HTTP\/1.1 431 [^\r]+\r\n[\s\S]*"code":"HEADERS_TOO_LARGE"/);
  met.add('HEADERS_TOO_LARGE');
});

test('requests of somebody else', async () => {
  await gives('HOST_REFUSED', SAMPLE, { headers: { Host: 'evil.example' } });
  await gives('ORIGIN_REFUSED', SAMPLE, { headers: { Origin: 'https://evil.example' } });
});

test('what is not there', async () => {
  await gives('NOT_FOUND', '/api/cases/other');
  for (const list of ['flows', 'trails', 'findings', 'processors', 'explain', 'evidence']) {
    await gives('NOT_FOUND', `${SAMPLE}/${list}/nothing`);
  }
  await gives('NOT_FOUND', `${SAMPLE}/persons/u-0123456789abcdef01234567`);
  await gives('NOT_FOUND', '/api/jobs/nothing');
  await gives('QUERY_UNKNOWN', `${SAMPLE}/queries/lineage/nothing`);
  await gives('EXPORT_EMPTY', `${SAMPLE}/export/dot?of=flows&minPeople=99999`);
});

test('queries', async () => {
  const cypher = (statement: string, more: object = {}) => post({ statement, ...more });
  await gives('QUERY_PARAMETER', `${SAMPLE}/queries/lineage/foreign-trails?jurisdiction=XX`);
  await gives('QUERY_SYNTAX', `${SAMPLE}/cypher`, cypher('MATCH ('));
  await gives('QUERY_REFUSED', `${SAMPLE}/cypher`, cypher('CREATE (n:Flow) RETURN n'));
  await gives(
    'QUERY_ROWS',
    `${SAMPLE}/cypher`,
    cypher('MATCH (f:Flow) RETURN f.id', { maxRows: 1, whole: true }),
  );
  await gives('CHANGE_INVALID', `${SAMPLE}/what-if`, post({}));
  await gives('PACK_INVALID', `${SAMPLE}/what-if`, post({ add: { packs: ['none.yaml'] } }));
});

test('a query that takes too long', async (t) => {
  setEnv(t, { WAYLEAVE_QUERY_SECONDS: '1' });
  const { url } = await serveCases(t, [small(t, {})]);
  const long =
    'UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN max(a + b * c) AS m';
  await gives('QUERY_TIMEOUT', '/api/cases/small/cypher', post({ statement: long }), url);
});

test('a query that takes too much memory', async (t) => {
  setEnv(t, { WAYLEAVE_QUERY_MEMORY: '64MB' });
  const { url } = await serveCases(t, [small(t, {})]);
  const large = 'UNWIND range(1, 3000000) AS a WITH collect([a, a, a, a]) AS all RETURN size(all)';
  await gives('QUERY_MEMORY', '/api/cases/small/cypher', post({ statement: large }), url);
});

test('a graph store that is not there', async (t) => {
  const { url } = await serveCases(t, [small(t, {})], { graph: 'bolt://127.0.0.1:1' });
  const query = '/api/cases/small/queries/people/exposed';
  // Until connecting has failed, the graph is said to be on its way.
  await until(
    'connecting to fail',
    () => raw(url, query),
    (answer) => codeOf(answer) !== 'GRAPH_PENDING',
  );
  await gives('GRAPH_UNAVAILABLE', query, {}, url);
  assert.equal((await raw(url, '/api/cases/small/flows')).status, 200, 'all but queries is answered');
});

test('a result without names', async (t) => {
  setEnv(t, { WAYLEAVE_NAMED: '1' });
  const { url } = await serveCases(t, [small(t, {})]);
  const somebody = 'u-0123456789abcdef01234567';
  await gives('PERSONS_NOT_KEPT', `/api/cases/small/persons/${somebody}`, {}, url);
  await gives('PERSONS_NOT_KEPT', '/api/cases/small/export/json?users=true', {}, url);
});

test('a name that a format cannot write', async (t) => {
  const fields = 'id,category,derived_from,method\n"ph\u001fone",pd:TelephoneNumber,,\n';
  const log = `${HEADER}2024-01-01,u1,shop,lab,ph\u001fone,pay,,\n`;
  const { url } = await serveCases(t, [small(t, { 'fields.csv': fields, 'transfers.csv': log })]);
  await gives('EXPORT_VALUE', '/api/cases/small/export/neo4j-import', {}, url);
});

test('a case that changed', async (t) => {
  const dir = small(t, {});
  const { url } = await serveCases(t, [dir]);
  const { items } = JSON.parse((await raw(url, '/api/cases/small/flows')).text) as {
    items: { id: string }[];
  };
  const evidence = `/api/cases/small/evidence/${items[0]?.id ?? ''}`;
  assert.equal((await raw(url, evidence)).status, 200);
  appendFileSync(join(dir, 'transfers.csv'), '2024-03-01,u9,shop,lab,phone,pay,,\n');
  await gives('STALE_RESULT', evidence, {}, url);
  await gives('STALE_RESULT', '/api/cases/small?from=2024-01-02', {}, url);
  await gives('STALE_RESULT', '/api/cases/small/report', {}, url);
});

test('logs that only a cluster reads: what needs them is refused', async (t) => {
  const dir = small(t, {
    'case.yaml': 'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: ["hdfs://h/*.csv"] } }\n',
  });
  const file = { address: 'hdfs://h/a.csv', size: 1, modified: 1 };
  writeAddresses(Store.defaultDir(dir), new Map([['hdfs://h/*.csv', [file]]]));
  // What a cluster does: it reads a copy.
  const copying: Engine = (kase, ...how) => {
    const files = kase.transfers.files.map((f): LogFile => {
      return f.remote === undefined ? f : { ...f, remote: { ...f.remote, copy: join(dir, 'transfers.csv') } };
    });
    return analyze({ ...kase, transfers: { ...kase.transfers, files } }, ...how);
  };
  const most = limits({ memory: '1GB', threads: '1', shards: '1' });
  await currentAnalysis(await openSession(dir, {}), most, {}, copying);
  const { url } = await serveCases(t, [dir]);
  assert.equal((await raw(url, '/api/cases/small/flows')).status, 200);
  await gives('LOGS_ELSEWHERE', '/api/cases/small?from=2024-01-02', {}, url);
  const known = await raw(url, '/api/cases/small/persons/lookup', post({ userId: 'u1' }));
  const { pseudonym } = JSON.parse(known.text) as { pseudonym: string };
  await gives('LOGS_ELSEWHERE', `/api/cases/small/persons/${pseudonym}/history`, {}, url);
});

test('jobs: too many, and one that is cancelled', async () => {
  const { jobs } = server().service;
  const waits = (_: unknown, signal: AbortSignal) => once(signal, 'abort');
  const fill = (i: number): unknown =>
    jobs.submit(`filler ${i}`, 'waits', waits).result.catch(() => undefined);
  const waiting = (count: number): Promise<number> =>
    until(
      `${count} jobs`,
      () => jobs.waiting,
      (n) => n === count,
    );
  for (let i = 0; i < 33; i++) fill(i);
  const window = `${SAMPLE}?from=2024-01-05&to=2024-01-06`;
  await gives('BUSY', window);
  jobs.cancelAll();
  await waiting(0);
  // It comes behind one that does not end, so that it has not been answered when it is cancelled.
  fill(34);
  const asking = gives('INTERRUPTED', `${SAMPLE}?from=2024-01-07&to=2024-01-08`, {
    headers: { Prefer: 'wait=30' },
  });
  await waiting(2);
  jobs.cancelAll();
  await asking;
});

test('a case that is being analyzed', async (t) => {
  const log =
    HEADER +
    Array.from({ length: 200_000 }, (_, i) => `2024-01-01,u${i},shop,lab,phone,pay,,r${i}\n`).join('');
  const dir = small(t, { 'transfers.csv': log });
  const running = await serve({
    cases: [dir],
    port: '0',
    limits: limits({ memory: '1GB', threads: '1', shards: '1' }),
    operator: 'tester',
  });
  t.after(() => running.close());
  await gives('ANALYSIS_PENDING', '/api/cases/small', {}, running.url);
  assert.equal((await raw(running.url, '/readyz')).status, 503);
  assert.equal((await raw(running.url, '/healthz')).status, 200);
});

test('who may not, and who asks too often', async (t) => {
  const dir = small(t, {});
  const tokens = makeTokens(dir);
  setEnv(t, { WAYLEAVE_RATE: '8' });
  const { url } = await serveCases(t, [dir]);
  await gives('UNAUTHENTICATED', '/api/me', {}, url);
  await gives(
    'FORBIDDEN',
    '/api/cases/small/rejects',
    { headers: { Authorization: `Bearer ${tokens.viewer}` } },
    url,
  );
  for (let i = 0; i < 8; i++) await raw(url, '/openapi.json');
  const last = await raw(url, '/api/me');
  assert.match(String(last.headers['retry-after']), /^\d+$/);
  await gives('TOO_MANY_REQUESTS', '/api/me', {}, url);
  assert.equal((await raw(url, '/healthz')).status, 200, 'what watches over the server is not counted');
});

test('an audit log that cannot be written: nothing is shown', async (t) => {
  const dir = small(t, { '.wayleave/audit.jsonl/in-the-way': '' });
  const { url } = await serveCases(t, [dir]);
  await gives('AUDIT_UNWRITABLE', '/api/cases/small/rejects', {}, url);
  await gives('AUDIT_UNWRITABLE', '/api/cases/small/cypher', post({ statement: 'RETURN 1 AS one' }), url);
  await gives('AUDIT_UNWRITABLE', '/api/cases/small/export/json?users=true', {}, url);
  assert.equal((await raw(url, '/api/cases/small/flows')).status, 200);
});

test('a defect says no more than where to look, and a server that ends says so', async () => {
  const { service } = server();
  const before = service.openApi;
  const circular: Record<string, unknown> = { secret: 'inside' };
  circular['itself'] = circular;
  Object.assign(service, { openApi: circular });
  await gives('INTERNAL', '/openapi.json');
  const { text } = await raw(server().url, '/openapi.json');
  assert.doesNotMatch(text, /circular|inside|src\//);
  Object.assign(service, { openApi: before });
  service.closing = true;
  await gives('SHUTTING_DOWN', SAMPLE);
  assert.equal((await raw(server().url, '/readyz')).status, 503);
  service.closing = false;
});

/** Codes that are met in other files, or that no test can bring about without harming the machine. */
const ELSEWHERE: readonly ErrorCode[] = [
  ...(['REQUEST_TIMEOUT', 'GRAPH_OTHER_CASE', 'GRAPH_FOREIGN', 'GRAPH_PENDING', 'QUERY_FAILED'] as const),
  ...([
    'GRAPH_TOO_LARGE',
    'EXPORT_TOO_LARGE',
    'OUT_OF_MEMORY',
    'LOG_UNREADABLE',
    'SITUATIONS_MISSING',
  ] as const),
];

test('every code that an operation declares was met, or is named as one that is not', () => {
  const declared = new Set(Object.values(CONTRACT).flatMap((op) => errorsOf(op)));
  const missing = [...declared].filter((code) => !met.has(code) && !ELSEWHERE.includes(code));
  assert.deepEqual(missing, []);
});

/** A case of a shop and a lab, with one transfer unless it is given others. */
function small(t: TestContext, files: Readonly<Record<string, string>>): string {
  const dir = join(tempDir(t), 'small');
  const transfers = `${HEADER}2024-01-01,u1,shop,lab,phone,pay,,r1\n2024-02-01,u2,shop,ads,phone,pay,,r2\n`;
  return writeFiles(dir, { ...BASE, 'transfers.csv': transfers, ...files });
}
