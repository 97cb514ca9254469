import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { WayleaveError } from '../../src/errors.js';
import { bindParameters, type Given } from '../../src/query/bind.js';
import { Catalog } from '../../src/query/catalog.js';
import type { CatalogQuery } from '../../src/query/catalog-query.js';
import { tempDir, writeFiles } from '../support/workspace.js';

const TYPES = ['string', 'integer', 'float', 'boolean', 'time', 'string[]', "'a' | 'b'", 'Processor'];

/** A query with an optional parameter of each type, `p0` to `p7`, and `must`, which must be given. */
function queryOf(t: TestContext): CatalogQuery {
  const dir = writeFiles(tempDir(t), {
    'test/all.cypher': [
      '// All',
      '//',
      '// All types.',
      '//',
      ...TYPES.map((type, i) => `// @param p${i}: ${type} = null. One.`),
      '// @param must: integer. Two.',
      '// @param on: boolean = true. Three.',
      '// @returns x: integer. Four.',
      `RETURN size([${TYPES.map((_, i) => `$p${i}`).join(', ')}, $must, $on]) AS x`,
      'ORDER BY x',
    ].join('\n'),
  });
  return Catalog.load(dir).get('test/all');
}

const NONE = Object.fromEntries(TYPES.map((_, i) => [`p${i}`, null]));

test('text of a command line is read by the declared type', (t) => {
  const given = {
    p0: ' x',
    p1: '-3',
    p2: '1e3',
    p3: 'false',
    p4: '2024-05-22T09:00:00.5+09:00',
    p5: 'a | b',
    p6: 'b',
    p7: '7',
  };
  assert.deepEqual(bindParameters(queryOf(t), { ...given, must: '5' }), {
    ...{ p0: ' x', p1: -3, p2: 1000, p3: false, p4: 1_716_336_000_500_000, p5: ['a', 'b'], p6: 'b', p7: '7' },
    ...{ must: 5, on: true },
  });
});

test('values of JSON are taken as they are', (t) => {
  const given = { p0: 'x', p1: 3, p2: 0.5, p3: true, p4: '2024-05-22', p5: ['a|b'], p6: 'a', p7: 7, must: 1 };
  assert.deepEqual(bindParameters(queryOf(t), given), {
    ...given,
    ...{ p4: 1_716_336_000_000_000, p7: '7', on: true },
  });
});

test('what is not given is the default, and an empty value takes a default away', (t) => {
  const query = queryOf(t);
  assert.deepEqual(bindParameters(query, { must: 1 }), { ...NONE, must: 1, on: true });
  assert.deepEqual(bindParameters(query, { must: 1, on: '' }), { ...NONE, must: 1, on: null });
  assert.deepEqual(bindParameters(query, { must: 1, on: null, p1: '' }), { ...NONE, must: 1, on: null });
});

test('what is unknown, missing or of another type is refused, with what is accepted', (t) => {
  const query = queryOf(t);
  const refused: [Given, RegExp, RegExp][] = [
    [{ mus: 1 }, /no parameter "mus"/, /did you mean must\?/],
    [{}, /needs the parameter must/, /a whole number: Two/],
    [{ must: '' }, /needs the parameter must/, /whole number/],
    [{ must: '1.5' }, /must cannot be "1.5"/, /whole number/],
    [{ must: 1.5 }, /must cannot be "1.5"/, /whole number/],
    [{ must: '9007199254740993' }, /must cannot/, /whole number/],
    [{ must: 1, p2: 'x' }, /p2 cannot be "x"/, /a number/],
    [{ must: 1, p3: 'yes' }, /p3 cannot be "yes"/, /true or false/],
    [{ must: 1, p4: '2024-02-30' }, /p4 cannot/, /ISO 8601/],
    [{ must: 1, p5: [1, {}] }, /p5 cannot/, /a list of a text/],
    [{ must: 1, p6: 'A1' }, /p6 cannot be "A1"/, /a, b/],
    [{ must: 1, p7: { $ne: null } }, /p7 cannot be/, /the key of a Processor/],
  ];
  for (const [given, message, accepted] of refused) {
    assert.throws(
      () => bindParameters(query, given),
      (e) => {
        assert.ok(e instanceof WayleaveError && e.code === 'QUERY_PARAMETER');
        assert.match(e.message, message);
        assert.match(e.accepted ?? '', accepted);
        return true;
      },
    );
  }
});
