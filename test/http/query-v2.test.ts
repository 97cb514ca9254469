import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { raw } from '../support/http.js';
import { neo4jForFile } from '../support/neo4j/for-file.js';
import { serveCases } from '../support/server.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const { skip, database } = await neo4jForFile();

const TYPED = 'application/vnd.neo4j.query';

interface Statement {
  readonly statement: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Parameters in the typed form. */
  readonly typed?: boolean;
}

const STATEMENTS: readonly Statement[] = [
  { statement: "RETURN 1 AS one, 1.5 AS half, 'text' AS t, true AS b, null AS n" },
  { statement: "RETURN [1, 'a', null, [2, []]] AS l, {a: 1, b: [true], c: {d: null}} AS m" },
  { statement: "RETURN '한글 \\\\ \" \\n' AS t, -0.25 AS x, 1e30 AS big" },
  { statement: 'RETURN 9007199254740993 AS n, -9223372036854775808 AS least' },
  { statement: 'RETURN $a AS a, $b AS b', parameters: { a: [1, 2], b: { c: 'x' } } },
  {
    statement: 'RETURN $n + 1 AS n, $t AS t',
    parameters: { n: { $type: 'Integer', _value: '41' }, t: { $type: 'String', _value: 'x' } },
    typed: true,
  },
  { statement: 'MATCH (p:Processor {id: $id}) RETURN p', parameters: { id: 'shop' } },
  { statement: 'MATCH (p:Processor)-[r:SENDS]->(f:Flow) RETURN r, f.id AS id ORDER BY id' },
  { statement: 'MATCH way = (:Processor)-[:SENDS]->(f:Flow)-[:TO]->(:Processor) RETURN way ORDER BY f.id' },
  { statement: 'MATCH (f:Flow) RETURN count(f) AS n, collect(f.people) AS people' },
  { statement: 'MATCH (n:Processor) WHERE n.id = "nobody" RETURN n.id AS id' },
];

const ERRORS: readonly (Statement | Readonly<Record<string, unknown>>)[] = [
  { statement: 'MATCH (' },
  { statement: 'RETURN $missing AS m' },
  { statement: 'RETURN nothing' },
  { statement: '' },
  {},
];

/** An embedded and a Neo4j-backed server of one case; the graph is in the database afterwards. */
async function both(t: TestContext): Promise<Readonly<Record<'embedded' | 'neo4j', string>>> {
  const log = [
    '2024-01-01,u1,shop,lab,phone,pay,,r1',
    '2024-01-02,u2,shop,ads,phone|hashed,pay,,r2',
    '2024-01-03,u1,lab,ads,phone,pay,,r3',
  ];
  const files = { ...BASE, 'transfers.csv': `${HEADER}${log.join('\n')}\n` };
  const dir = writeFiles(join(tempDir(t), 'small'), files);
  const other = writeFiles(join(tempDir(t), 'small'), files);
  const embedded = await serveCases(t, [dir]);
  const neo4j = await serveCases(t, [other], { graph: database().uri });
  return { embedded: embedded.url, neo4j: neo4j.url };
}

interface Said {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: {
    readonly data?: { readonly fields: unknown; readonly values: unknown };
    readonly errors?: readonly { readonly code: string; readonly message: string }[];
  };
}

async function ask(url: string, path: string, asked: object, accept: string, typed = false): Promise<Said> {
  const headers = { Accept: accept, 'Content-Type': typed ? TYPED : 'application/json' };
  const answer = await raw(url, path, { method: 'POST', headers, body: JSON.stringify(asked) });
  return {
    status: answer.status,
    type: answer.headers['content-type']?.split(';')[0],
    // Numbers beyond 2^53 are compared as they are written.
    body: JSON.parse(answer.text.replaceAll(/(?<=[[:,]\s*)-?\d{16,}(?=[,\]}])/g, '"$&"')) as Said['body'],
  };
}

/** Ids of nodes and relationships are each store's own. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/element_?id$/i.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      // Java writes 1.0E30 what JavaScript writes 1e+30.
      .map(([name, part]) => [name, isFloat(value) && name === '_value' ? Number(part) : withoutIds(part)]),
  );
}

function isFloat(value: object): boolean {
  return '$type' in value && value.$type === 'Float';
}

test("answers are those of Neo4j's own endpoint, plain and typed, on either store", { skip }, async (t) => {
  const { http, database: name } = database();
  if (http === null) {
    t.skip('NEO4J_URI names a database whose HTTP address is not known');
    return;
  }
  const urls = await both(t);
  for (const { statement, parameters, typed } of STATEMENTS) {
    const asked = { statement, ...(parameters === undefined ? {} : { parameters }) };
    for (const accept of ['application/json', TYPED]) {
      const theirs = await ask(http, `/db/${name}/query/v2`, asked, accept, typed);
      for (const [store, url] of Object.entries(urls)) {
        const ours = await ask(url, '/db/small/query/v2', asked, accept, typed);
        const what = `${store} ${accept} ${statement} ${JSON.stringify(ours.body)}`;
        assert.deepEqual(withoutIds(ours.body.data), withoutIds(theirs.body.data), what);
        assert.deepEqual([ours.status, ours.type], [theirs.status, theirs.type], what);
        assert.deepEqual(ours.body.errors, theirs.body.errors, what);
      }
    }
  }
});

test("errors have the statuses and codes of Neo4j's own", { skip }, async (t) => {
  const { http, database: name } = database();
  if (http === null) {
    t.skip('NEO4J_URI names a database whose HTTP address is not known');
    return;
  }
  const urls = await both(t);
  const codes = ({ status, body }: Said) => [status, body.errors?.map((e) => e.code)];
  for (const asked of ERRORS) {
    const theirs = await ask(http, `/db/${name}/query/v2`, asked, 'application/json');
    const ours = await ask(urls.neo4j, '/db/small/query/v2', asked, 'application/json');
    assert.deepEqual(
      codes(ours),
      codes(theirs),
      `${JSON.stringify(asked)} ${JSON.stringify([ours, theirs])}`,
    );
    const embedded = await ask(urls.embedded, '/db/small/query/v2', asked, 'application/json');
    assert.equal(embedded.status, theirs.status, JSON.stringify([asked, embedded]));
    assert.match(embedded.body.errors?.[0]?.code ?? '', /^Neo\.ClientError\./);
  }
  const divided = { statement: 'UNWIND [1, 0] AS n RETURN 1 / n AS x' };
  const theirs = await ask(http, `/db/${name}/query/v2`, divided, 'application/json');
  const ours = await ask(urls.neo4j, '/db/small/query/v2', divided, 'application/json');
  assert.deepEqual(codes(ours), codes(theirs));
  const elsewhere = await ask(
    urls.neo4j,
    '/db/nothing/query/v2',
    { statement: 'RETURN 1' },
    'application/json',
  );
  const there = await ask(http, '/db/nothing/query/v2', { statement: 'RETURN 1' }, 'application/json');
  assert.deepEqual(codes(elsewhere), codes(there));
});

test('nothing is written through it, on either store', { skip }, async (t) => {
  const urls = await both(t);
  const count = async (url: string) =>
    (
      await ask(
        url,
        '/db/small/query/v2',
        { statement: 'MATCH (n) RETURN count(n) AS n' },
        'application/json',
      )
    ).body.data;
  for (const [store, url] of Object.entries(urls)) {
    const before = await count(url);
    for (const statement of [
      'CREATE (n:Flow {id: "x"}) RETURN n',
      'MATCH (n) DETACH DELETE n',
      'MATCH (n:Flow) SET n.people = 0',
      'MERGE (n:Case {id: "other"})',
      'LOAD CSV FROM "file:///etc/passwd" AS line RETURN line',
      'CALL dbms.listConfig() YIELD name RETURN name',
      'CALL { CREATE (n:Flow) } IN TRANSACTIONS',
    ]) {
      const { status, body } = await ask(
        url,
        '/db/small/query/v2',
        { statement, accessMode: 'Write' },
        'application/json',
      );
      assert.ok(status >= 400 && status < 500, `${store} ${statement} ${JSON.stringify(body)}`);
      assert.match(body.errors?.[0]?.code ?? '', /^Neo\.ClientError\./);
    }
    assert.deepEqual(await count(url), before);
  }
});
