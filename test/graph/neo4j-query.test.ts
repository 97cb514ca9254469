import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { GraphRows, QueryLimits } from '../../src/graph/graph-store.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { ensureLoadedForTest, madeGraph } from '../support/graphs.js';
import { neo4jForFile } from '../support/neo4j/for-file.js';
import { until } from '../support/until.js';

const { skip, database } = await neo4jForFile();
const store = skip === false ? new Neo4jStore({ ...database(), url: database().uri }) : undefined;

after(() => store?.close());
before(async () => {
  if (store === undefined) return;
  await assert.rejects(run('RETURN 1'), { code: 'NO_RESULT' });
  await ensureLoadedForTest(store, madeGraph('a', 200));
});

function run(
  text: string,
  parameters: Parameters<Neo4jStore['query']>[1] = {},
  limits: Partial<QueryLimits> = {},
): Promise<GraphRows> {
  assert.ok(store);
  return store.query(text, parameters, { timeoutMs: 60_000, maxRows: 100, ...limits });
}

async function value(text: string, parameters: Parameters<Neo4jStore['query']>[1] = {}): Promise<unknown> {
  return (await run(text, parameters)).rows[0]?.[0];
}

/** What the server is still busy with, but for the question itself. */
async function busy(): Promise<string[]> {
  const { records } = await database().driver.executeQuery(
    'SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH "SHOW" RETURN currentQuery AS text',
  );
  return records.map((r) => String(r.get('text')));
}

/** What happens at all happens so soon: milliseconds. */
const SOON = 30_000;

const ended = (): Promise<string[]> =>
  until('the server to end the query', busy, (texts) => texts.length === 0, SOON);

const ENDLESS = 'UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b)';

test('values of every kind', { skip }, async () => {
  for (const [text, expected] of [
    ['RETURN null', null],
    ['RETURN true', true],
    ['RETURN 9007199254740991', 9007199254740991],
    ['RETURN 9007199254740993', 9007199254740993n],
    ['RETURN -9223372036854775808', -9223372036854775808n],
    ['RETURN 1.5', 1.5],
    ['RETURN 2.0', 2],
    ["RETURN 'ü 한 𝄞'", 'ü 한 𝄞'],
    ['RETURN [1, [2.5, null], "x"]', [1, [2.5, null], 'x']],
    ['RETURN {a: 1, kind: "node"}', { kind: 'map', entries: { a: 1, kind: 'node' } }],
    ['RETURN date("2024-05-22")', '2024-05-22'],
    ['RETURN datetime("2024-05-22T09:00:00.000001+09:00")', '2024-05-22T09:00:00.000001000+09:00'],
    ['RETURN localdatetime("2024-05-22T09:00:00")', '2024-05-22T09:00:00'],
    ['RETURN time("09:00:00Z")', '09:00:00Z'],
    ['RETURN localtime("09:00:00")', '09:00:00'],
    ['RETURN duration("P1DT2S")', 'P1DT2S'],
    ['RETURN point({x: 1, y: 2})', { kind: 'map', entries: { srid: 7203, x: 1, y: 2 } }],
  ] as const) {
    assert.deepEqual(await value(text), expected, text);
  }
});

test('nodes, relationships and paths', { skip }, async () => {
  const { rows, columns } = await run(
    "MATCH path = (a:Trail {id: 'Ta-0'})-[r:LEADS_TO]->(b)-[:LEADS_TO]->() RETURN a, r, path",
  );
  assert.deepEqual(columns, ['a', 'r', 'path']);
  const [node, relationship, path] = rows[0] ?? [];
  assert.ok(isKind(node, 'node') && isKind(relationship, 'relationship') && isKind(path, 'path'));
  assert.deepEqual(node.labels, ['Trail']);
  assert.equal(node.properties['arrivedAtMicros'], 1_716_336_000_000_000);
  assert.deepEqual(node.properties['unsupportedHops'], [1]);
  assert.equal(relationship.type, 'LEADS_TO');
  assert.equal(relationship.start, node.elementId);
  assert.deepEqual(
    path.nodes.map((n) => n.properties['id']),
    ['Ta-0', 'Ta-1', 'Ta-2'],
  );
  assert.equal(path.relationships[0]?.elementId, relationship.elementId);
  assert.equal(path.nodes[1]?.elementId, relationship.end);
});

function isKind<K extends string>(
  thing: unknown,
  kind: K,
): thing is { kind: K } & Extract<Thing, { kind: K }> {
  return typeof thing === 'object' && thing !== null && 'kind' in thing && thing.kind === kind;
}
type Thing = Exclude<GraphRows['rows'][number][number], null | boolean | number | bigint | string>;

test('parameters are bound by what they are', { skip }, async () => {
  const given = {
    i: 3,
    f: 0.5,
    big: 2n ** 62n,
    s: "x' OR 1=1",
    l: [1, 'a', null],
    m: { a: { b: 2 } },
    n: null,
  };
  assert.deepEqual(
    (
      await run(
        'RETURN valueType($i), valueType($f), $big, $s, $l, $m.a.b, $n, [x IN range(1, 10) | x][0..$i]',
        given,
      )
    ).rows,
    [['INTEGER NOT NULL', 'FLOAT NOT NULL', 2n ** 62n, "x' OR 1=1", [1, 'a', null], 2, null, [1, 2, 3]]],
  );
});

test('what goes over the limit of rows is not read, and the answer says so', { skip }, async () => {
  const cut = await run('UNWIND range(1, 1000000000) AS x RETURN x');
  assert.equal(cut.rows.length, 100);
  assert.deepEqual([cut.complete, cut.cut], [false, { by: 'maxRows', limit: 100 }]);
  const exact = await run('UNWIND range(1, 100) AS x RETURN x');
  assert.deepEqual([exact.rows.length, exact.complete, exact.cut], [100, true, null]);
  assert.deepEqual((await run('MATCH (n:Notice) RETURN n')).rows, []);
});

test('a query that does anything but read is refused, and the next one is answered', { skip }, async () => {
  for (const text of [
    'CREATE (:Processor)',
    'MERGE (p:Processor {id: "shop"}) RETURN p',
    'MATCH (p:Processor) SET p.home = false',
    'MATCH (p:Processor) REMOVE p.home',
    'MATCH (p) DETACH DELETE p',
    'FOREACH (x IN [1, 2] | CREATE (:Processor))',
    'MATCH (p) CALL (p) { DETACH DELETE p } IN TRANSACTIONS',
    'UNWIND [1] AS x CALL (x) { RETURN x AS y } IN TRANSACTIONS RETURN y',
    'LOAD CSV FROM "file:///etc/hostname" AS line RETURN line',
    'LOAD CSV FROM "http://127.0.0.1:9/" AS line RETURN line',
    'RETURN 1 AS x UNION LOAD CSV FROM "file:///etc/hostname" AS x RETURN x',
    'MATCH (n) WHERE EXISTS { LOAD CSV FROM "file:///x" AS l RETURN l } RETURN n',
    '/* nothing */ LOAD /* at all */ CSV FROM "file:///etc/hostname" AS line RETURN line',
    'CALL dbms.listConfig()',
    'CALL dbms.queryJmx("*:*")',
    'CALL db.createLabel("X")',
    'CALL `db`.`createLabel`("X")',
    'CALL tx.setMetaData({a: 1})',
    'CALL db.clearQueryCaches()',
    'CALL { CALL dbms.components() YIELD name RETURN name } RETURN name',
    'SHOW USERS',
    'SHOW DATABASES',
    'SHOW SETTINGS',
    'SHOW TRANSACTIONS',
    'SHOW PROCEDURES',
    'SHOW INDEXES',
    'TERMINATE TRANSACTIONS "neo4j-transaction-1"',
    'CREATE INDEX FOR (n:X) ON (n.y)',
    'DROP CONSTRAINT wayleave_trail_id',
    'CREATE USER mallory SET PASSWORD "12345678"',
    'ALTER CURRENT USER SET PASSWORD FROM "a" TO "b"',
    'USE system SHOW USERS',
    'USE system MATCH (n) RETURN n',
    'CYPHER runtime=slotted CREATE (:Processor)',
  ]) {
    const refused = /QUERY_(REFUSED|SYNTAX)/;
    await assert.rejects(run(text), { code: refused }, text);
    assert.deepEqual(await value('RETURN 1'), 1, `after ${text}`);
  }
  assert.equal(await value('MATCH (n) RETURN count(n)'), 403);
  assert.deepEqual((await run('MATCH (n:Processor) RETURN n.id, n.home')).rows, [['shop', true]]);
});

test('queries that only read are not refused', { skip }, async () => {
  for (const text of [
    'CALL db.labels() YIELD label RETURN label ORDER BY label',
    'CALL db.schema.nodeTypeProperties()',
    'MATCH (a:Trail)-[:LEADS_TO*0..3]->(b) WHERE b.people > 3 RETURN a.id, count(DISTINCT b) AS n ORDER BY n',
    'MATCH p = SHORTEST 1 (a:Trail {id: "Ta-0"})-[:LEADS_TO]->+(b:Trail {id: "Ta-9"}) RETURN p',
    'MATCH p = shortestPath((a:Trail {id: "Ta-0"})-[:LEADS_TO*]->(b:Trail {id: "Ta-9"})) RETURN p',
    'MATCH (u:User) WHERE NOT EXISTS { (u)-[:MEMBER_OF]->() } RETURN u UNION MATCH (u:Cohort) RETURN u',
    'MATCH (t:Trail) WHERE t.hops IN [1, 2] AND date.truncate("day", datetime(t.arrivedAt)) IS NOT NULL RETURN t SKIP 3 LIMIT 3',
    'OPTIONAL MATCH (n:Notice)-[:NONE]->(m) RETURN n, collect(m)[..2], COUNT { (n)--() }',
    'MATCH (u:User)-[r:MEMBER_OF]->(c) WITH c, count(r) AS n WHERE n > 1 UNWIND [n, n] AS x RETURN DISTINCT x',
    'MATCH (a:Processor), (b:Trail) WHERE a.id = b.origin RETURN a.id + "date.truncate(x)" AS text ORDER BY text LIMIT 1',
  ]) {
    await assert.doesNotReject(run(text), text);
  }
});

test('errors have codes, and the next query is answered', { skip }, async () => {
  for (const [text, code] of [
    ['RETRUN 1', 'QUERY_SYNTAX'],
    ['RETURN 1; RETURN 2', 'QUERY_SYNTAX'],
    ['RETURN $missing', 'QUERY_SYNTAX'],
    ['RETURN nothing(1)', 'QUERY_SYNTAX'],
    ['CALL apoc.load.json("x")', 'QUERY_SYNTAX'],
    ['PROFILE RETURN 1', 'QUERY_SYNTAX'],
    ['RETURN 1 / 0', 'QUERY_FAILED'],
    ['UNWIND ["no date"] AS text RETURN date(text)', 'QUERY_SYNTAX'],
    ['RETURN 9223372036854775807 + 1', 'QUERY_FAILED'],
  ] as const) {
    await assert.rejects(run(text), { code }, text);
    assert.equal(await value('RETURN 1'), 1);
  }
});

test('a query over its time is ended on the server', { skip }, async () => {
  for (const text of [
    ENDLESS,
    'MATCH (a:User) MATCH (b:User) MATCH (c:Trail) MATCH (d:Trail) RETURN count(*) + count(a.id + b.id + c.id + d.id)',
    'MATCH p = (:Trail)-[*]-(:Trail), q = (:User)-[*]-(:User) RETURN count(p) + count(q)',
  ]) {
    await assert.rejects(run(text, {}, { timeoutMs: 1000 }), { code: 'QUERY_TIMEOUT' }, text);
    assert.equal(await value('RETURN 1'), 1);
    await ended();
  }
});

test('a query whose asker has gone is ended on the server', { skip }, async () => {
  const asker = new AbortController();
  const answer = run(ENDLESS, {}, { signal: asker.signal });
  answer.catch(() => undefined);
  await until('the query to begin', busy, (texts) => texts.some((t) => t.startsWith('UNWIND')), SOON);
  asker.abort();
  await assert.rejects(answer, { code: 'INTERRUPTED' });
  await ended();
  await assert.rejects(run('RETURN 1', {}, { signal: AbortSignal.abort() }), { code: 'INTERRUPTED' });
});

test('a query that takes too much memory is ended', { skip }, async () => {
  await assert.rejects(run('UNWIND range(1, 1000000000) AS x RETURN size(collect(x + 0.5))'), {
    code: 'QUERY_MEMORY',
  });
  assert.equal(await value('RETURN 1'), 1);
});

test('a query that the parser chokes on does not block the others', { skip }, async () => {
  const nested = `RETURN ${'['.repeat(20_000)}1${']'.repeat(20_000)}`;
  await assert.rejects(run(nested, {}, { timeoutMs: 1000 }), { code: /QUERY_/ });
  assert.equal(await value('RETURN 1'), 1);
});
