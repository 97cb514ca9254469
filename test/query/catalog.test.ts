import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WayleaveError } from '../../src/errors.js';
import { Catalog } from '../../src/query/catalog.js';
import { tempDir, writeFiles } from '../support/workspace.js';

const GOOD = [
  '// Flows of a sender',
  '//',
  '// What a processor sends.',
  '// In two lines.',
  '//',
  "// @param sender: Processor. Who sends, 'a' or b.",
  "// @param verdict: 'supported' | 'unsupported' = supported. Verdict.",
  '// @returns flow: Flow. The flow.',
  '// @returns n: integer. Number.',
  'MATCH (f:Flow)',
  'WHERE f.sender = $sender AND f.verdict = $verdict',
  'CALL {',
  '  MATCH (x:Flow)',
  '  RETURN count(x) AS all',
  '}',
  "RETURN f.id AS flow, size([f.id, '$none, x']) AS n // $nothing",
  'ORDER BY n DESC, flow',
  '',
];

test('a query file says its title, what it asks, parameters, columns and order', (t) => {
  const dir = writeFiles(tempDir(t), {
    'lineage/of-sender.cypher': GOOD.join('\n'),
  });
  const query = Catalog.load(dir).get('lineage/of-sender');
  assert.equal(query.title, 'Flows of a sender');
  assert.equal(query.about, 'What a processor sends. In two lines.');
  assert.deepEqual(
    query.parameters.map((p) => [p.name, p.type.text, p.required, p.fallback]),
    [
      ['sender', 'Processor', true, null],
      ['verdict', "'supported' | 'unsupported'", false, 'supported'],
    ],
  );
  assert.deepEqual(query.order, [
    { column: 'n', descending: true },
    { column: 'flow', descending: false },
  ]);
});

/** Lines of the good file, some of them changed (1-based); the line at which it must fail, and what the error says. */
const BROKEN: [string, Record<number, string>, number, RegExp][] = [
  ['no title', { 1: '//' }, 1, /title/],
  ['no blank line', { 2: '// x' }, 2, /blank/],
  ['nothing asked', { 3: '//', 4: '//' }, 3, /not said/],
  ['a parameter without type', { 6: '// @param sender. Who.' }, 6, /in full/],
  ['a parameter without meaning', { 6: '// @param sender: Processor' }, 6, /in full/],
  ['an unknown type', { 6: '// @param sender: Person. Who.' }, 6, /no type Person/],
  ['a default of another type', { 7: '// @param verdict: integer = x. Verdict.' }, 7, /default x/],
  ['a word that is not there', { 7: "// @param verdict: 'a' | 'b' = c. Verdict." }, 7, /default c/],
  ['a parameter declared twice', { 7: '// @param sender: string. Who.' }, 7, /twice/],
  ['something else in the header', { 7: '// @parm verdict: string. Verdict.' }, 7, /neither/],
  ['a column without type', { 9: '// @returns n. Number.' }, 9, /in full/],
  ['an undeclared parameter', { 11: 'WHERE f.sender = $sendr AND f.verdict = $verdict' }, 11, /\$sendr/],
  ['an idle parameter', { 11: 'WHERE f.sender = $sender' }, 9, /verdict is not used/],
  ['other columns', { 16: 'RETURN f.id AS flow, 1 AS m' }, 16, /returns flow, m/],
  ['columns in another order', { 16: 'RETURN 1 AS n, f.id AS flow' }, 16, /returns n, flow/],
  ['no order', { 17: '' }, 16, /no order/],
  ['an order by what is not returned', { 17: 'ORDER BY n, f.id' }, 17, /f\.id/],
  ['a limit after the order', { 17: 'ORDER BY n, flow LIMIT 3' }, 17, /LIMIT/],
];

for (const [what, changes, line, message] of BROKEN) {
  test(`a query file with ${what} is refused, with file and line`, (t) => {
    const text = GOOD.map((l, i) => changes[i + 1] ?? l).join('\n');
    const dir = writeFiles(tempDir(t), { 'lineage/of-sender.cypher': text });
    assert.throws(
      () => Catalog.load(dir),
      (error) => {
        assert.ok(error instanceof WayleaveError);
        assert.equal(error.code, 'QUERY_INVALID');
        assert.deepEqual(error.place, { file: 'queries/lineage/of-sender.cypher', line });
        assert.match(error.message, message);
        assert.ok(error.accepted);
        return true;
      },
    );
  });
}

test('names are of small words in a folder, and titles are distinct', (t) => {
  const good = GOOD.join('\n');
  for (const path of ['top.cypher', 'a/b/c.cypher', 'Lineage/x.cypher', 'lineage/x_y.cypher']) {
    const dir = writeFiles(tempDir(t), { [path]: good });
    assert.throws(() => Catalog.load(dir), { code: 'QUERY_INVALID', message: /no name/ });
  }
  const dir = writeFiles(tempDir(t), { 'a/x.cypher': good, 'b/y.cypher': good });
  assert.throws(() => Catalog.load(dir), { code: 'QUERY_INVALID', message: /a\/x has the same title/ });
});

test('an unknown name suggests the query that was probably meant', () => {
  const catalog = Catalog.load();
  for (const [typed, meant] of [
    ['lineage/foreign-trials', 'lineage/foreign-trails'],
    ['foreign-trails', 'lineage/foreign-trails'],
    ['findings/reach', 'lineage/reach'],
    ['holdngs', 'lineage/holdings'],
  ] as const) {
    assert.throws(
      () => catalog.get(typed),
      (e) =>
        e instanceof WayleaveError &&
        e.code === 'QUERY_UNKNOWN' &&
        e.accepted?.endsWith(`did you mean ${meant}?`) === true,
      typed,
    );
  }
});
