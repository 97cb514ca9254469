import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { CONTRACT } from '../../src/http/contract/contract.js';
import type { Operation } from '../../src/http/contract/operation.js';
import { raw } from '../support/http.js';
import { serveCases, serverForFile } from '../support/server.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';
import { placeholders } from './examples.js';

const server = serverForFile();

/** What somebody might send to have something else done than what is asked. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  cypher: `x'}) DETACH DELETE n //`,
  'cypher union': `") RETURN 1 AS a UNION MATCH (n:User) RETURN n.id AS a //`,
  sql: `x'; DROP TABLE flows; ATTACH '/etc/passwd' AS p; --`,
  'sql function': `' || (SELECT content FROM read_text('/etc/passwd')) || '`,
  path: '../../../../../../etc/passwd',
  'path of the store': '../.wayleave/key',
  'path in bytes': '..\\..\\.wayleave\\tokens.json',
  'header lines': 'x\r\nSet-Cookie: session=evil\r\n\r\n<script>',
  nul: 'x\0y',
  formula: `=cmd|' /C calc'!A0`,
  markup: '<img src=x onerror=alert(1)>',
  prototype: '__proto__',
  constructor: 'constructor',
  template: '${7*7}{{7*7}}',
  long: 'A'.repeat(6000),
  surrogate: '\u{1F4A9}\u202E',
};

/** Names of what an object's schema takes as text. */
function texts(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

async function count(): Promise<unknown> {
  const asked = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ statement: 'MATCH (n) RETURN count(n) AS n' }),
  };
  return (JSON.parse((await raw(server().url, '/api/cases/sample/cypher', asked)).text) as { rows: unknown })
    .rows;
}

const PASSED = /root:.*:0:0|evil;|^set-cookie/im;

test('nothing that stands in a path, a query or a body does anything but name what there is not', async (t) => {
  const known = await placeholders(server().url, 'sample');
  const before = await count();
  const flows = (await raw(server().url, '/api/cases/sample/flows')).text;
  for (const [id, op] of Object.entries<Operation>(CONTRACT)) {
    await t.test(id, async () => {
      for (const [what, attempt] of Object.entries(ATTEMPTS)) {
        for (const asked of requestsOf(op, attempt, known)) {
          const answer = await raw(server().url, asked.path, asked);
          const said = `${what}: ${asked.path.slice(0, 200)} ${answer.text.slice(0, 300)}`;
          assert.ok(answer.status < 500, said);
          assert.equal(answer.headers['set-cookie'], undefined, said);
          assert.doesNotMatch(answer.text, PASSED, said);
          if (answer.status >= 400 && !op.path.startsWith('/db/')) {
            assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/, said);
          }
        }
      }
    });
  }
  assert.deepEqual(await count(), before);
  assert.equal((await raw(server().url, '/api/cases/sample/flows')).text, flows);
});

interface Attempt {
  readonly path: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An attempt in each parameter in turn, the others as they should be. */
function* requestsOf(
  op: Operation,
  attempt: string,
  known: Readonly<Record<string, string>>,
): Generator<Attempt> {
  const example = op.examples[0];
  const path = (changed: string | null): string =>
    op.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      if (name === changed) return encodeURIComponent(attempt);
      const given = name === 'case' || name === 'database' ? 'sample' : (example.params?.[name] ?? '');
      return encodeURIComponent(given.replace(/^\{(\w+)\}$/, (_all, of: string) => known[of] ?? ''));
    });
  const body = (value: unknown) => ({
    method: op.method,
    ...(op.body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) }),
  });
  for (const name of texts(op.params)) yield { path: path(name), ...body(example.body) };
  for (const name of [...texts(op.query), 'unheard', attempt.slice(0, 200)]) {
    yield {
      path: `${path(null)}?${new URLSearchParams({ [name]: attempt }).toString()}`,
      ...body(example.body),
    };
  }
  for (const name of texts(op.body)) {
    yield { path: path(null), ...body({ ...(example.body as object), [name]: attempt }) };
    yield { path: path(null), ...body({ ...(example.body as object), [name]: { [attempt]: attempt } }) };
  }
}

interface Answer {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly columns: readonly string[];
}

test('parameters of queries are values, never Cypher', async () => {
  const { items } = JSON.parse((await raw(server().url, '/api/cases/sample/queries')).text) as {
    items: { name: string; parameters: { name: string }[]; columns: { name: string }[] }[];
  };
  const before = await count();
  for (const { name, parameters, columns: own } of items) {
    for (const p of parameters) {
      for (const attempt of [
        ATTEMPTS['cypher'] ?? '',
        ATTEMPTS['cypher union'] ?? '',
        ATTEMPTS['sql'] ?? '',
      ]) {
        const query = new URLSearchParams({ [p.name]: attempt }).toString();
        const answer = await raw(server().url, `/api/cases/sample/queries/${name}?${query}`);
        if (answer.status === 400) continue;
        // Where any text is taken, it is compared with, and the answer has the columns of the query.
        assert.equal(answer.status, 200, `${name} ${p.name}: ${answer.text.slice(0, 200)}`);
        const { parameters: taken, columns } = JSON.parse(answer.text) as Answer;
        assert.deepEqual([taken[p.name], columns], [attempt, own.map((c) => c.name)], name);
      }
    }
  }
  assert.deepEqual(await count(), before);
});

test('names that a spreadsheet would take for formulas are texts in tables', async (t) => {
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://evil.example")'];
  const rows = evil.map((name, i) => `p${i},SG,"${name.replaceAll('"', '""')}",\n`).join('');
  const dir = writeFiles(join(tempDir(t), 'small'), {
    ...BASE,
    'processors.csv': `id,jurisdiction,name,aliases\nshop,KR,,Shop Inc.\nlab,US,,\nads,SG,,\n${rows}`,
    'transfers.csv': `${HEADER}2024-01-01,=u1,shop,lab,phone,pay,"=2+5",=rec\n`,
  });
  const { url } = await serveCases(t, [dir]);
  const { items } = JSON.parse((await raw(url, '/api/cases/small/flows')).text) as {
    items: { id: string }[];
  };
  const tables = ['processors.csv', 'flows.csv', `evidence/${items[0]?.id ?? ''}.csv?reveal=true`];
  let met = 0;
  for (const table of tables) {
    const { text, status } = await raw(url, `/api/cases/small/${table}`);
    assert.equal(status, 200, text);
    for (const line of text.split('\r\n')) {
      for (const cell of line.split(',')) {
        assert.doesNotMatch(cell, /^"?[=+@\t\r]/, line);
        if (/^"?'[=+@\t]/.test(cell)) met++;
      }
    }
  }
  assert.ok(met >= 5, `${met} cells begin with an apostrophe`);
});
