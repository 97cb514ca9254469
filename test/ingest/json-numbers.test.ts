import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { Database } from '../../src/duckdb/database.js';
import { macros } from '../../src/ingest/macros.js';
import { analyzeCase } from '../support/analyze.js';
import { BASE, tempDir, writeFiles } from '../support/workspace.js';

test('a number as an id is its text, wherever it stands', async (t) => {
  const ids = [
    '1.10',
    '1.1',
    '12345678901234567890.5',
    '12345678901234567890.7',
    '1E2',
    '100',
    '-0',
    '0',
    '1e400',
    '-7',
  ];
  const lines = ids.map(
    (id) =>
      `{"at":"2024-01-01T00:00:00Z","user_id":${id},"sender":1.10,"recipient":"lab","fields":[2.0,"phone"],"purpose":"pay"}`,
  );
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'processors.csv': 'id,jurisdiction\n1.10,KR\nlab,US\n',
    'fields.csv': 'id,category\nphone,pd:TelephoneNumber\n2.0,pd:Name\n',
    'notices.csv': 'id,controller,scope,recipients,fields,purposes,separate\nn1,1.10,provide,lab,*,*,true\n',
    'transfers.jsonl': lines.join('\n'),
    'consents.csv': 'user_id,notice,given_at\n1.10,n1,2023-01-01\n1E2,n1,2023-01-01\n',
  });
  const { people, sources, flows } = await analyzeCase(dir);
  assert.deepEqual([people, sources.transfers.accepted], [ids.length, ids.length]);
  assert.deepEqual(flows.map((f) => [f.verdict, f.people, f.fields, f.sender]).sort(), [
    ['supported', 2, ['2.0', 'phone'], '1.10'],
    ['unsupported', ids.length - 2, ['2.0', 'phone'], '1.10'],
  ]);
});

test('numbers become texts, and texts stay as they are', async (t) => {
  const db = await Database.open(':memory:', { memory: 1e9, threads: 1, tempDir: tempDir(t) });
  t.after(() => {
    db.close();
  });
  await db.run(macros());
  const number = fc.constantFrom('1.50', '-0', '0.10', '1e3', '-2E+10', '7', '-7');
  const text = fc.string({
    unit: fc.constantFrom('a', '"', '\\', ':', ',', ' ', '1', '.', '5', 'e', '-0', '가', '\n'),
  });
  const { value } = fc.letrec<{ value: { json: string; read: unknown } }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      number.map((json) => ({ json, read: json })),
      text.map((read) => ({ json: JSON.stringify(read), read })),
      fc.constantFrom(true, false, null).map((read) => ({ json: JSON.stringify(read), read })),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => ({
        json: `[${items.map((i) => i.json).join(', ')}]`,
        read: items.map((i) => i.read),
      })),
      fc.array(fc.tuple(text, tie('value')), { maxLength: 3 }).map((items) => ({
        json: `{${items.map(([key, i]) => `${JSON.stringify(key)} : ${i.json}`).join(',')}}`,
        read: Object.fromEntries(items.map(([key, i]) => [key, i.read])),
      })),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(value, async ({ json, read }) => {
      // One that asks for it stands first: lines without such numbers are left alone.
      const [row] = await db.rows('SELECT json_numbers_as_texts($json) AS text', { json: `[1.5,${json}]` });
      assert.deepEqual(JSON.parse(String(row?.['text'])), ['1.5', read]);
    }),
    { numRuns: 300 },
  );
});
