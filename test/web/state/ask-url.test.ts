import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Ask } from '../../../src/web/state/view.js';
import { askOf, putAsk } from '../../../src/web/state/ask-url.js';

const written = (ask: Ask | null): string => {
  const look = new URLSearchParams();
  putAsk(look, ask);
  return look.toString();
};

const read = (text: string) => askOf(new URLSearchParams(text));

test('a question is written in the words of the catalog, a statement as it is', () => {
  const saved: Ask = { kind: 'saved', name: 'lineage/between', given: { from: ['shop'], to: ['a', 'b'] } };
  assert.equal(written(saved), 'ask=lineage%2Fbetween&with.from=shop&with.to=a&with.to=b');
  assert.equal(
    written({ kind: 'cypher', statement: 'RETURN $n', given: { n: ['1'] } }),
    'cypher=RETURN+%24n&with.n=1',
  );
  assert.equal(written(null), '');
});

test('what stands beside a question in an address is not taken for a part of it', () => {
  assert.deepEqual(read('side=map&ask=case%2Foverview&chosen=flow%3AF1'), {
    kind: 'saved',
    name: 'case/overview',
    given: {},
  });
  assert.equal(read('with.from=shop'), null);
  assert.deepEqual(read('ask=a%2Fb&cypher=RETURN+1'), { kind: 'cypher', statement: 'RETURN 1', given: {} });
});

test('every question comes back as it was', () => {
  const given = fc.dictionary(
    fc.stringMatching(/^[A-Za-z_]\w{0,8}$/).filter((name) => name !== '__proto__'),
    fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
    { noNullPrototype: true },
  );
  const ask: fc.Arbitrary<Ask> = fc.oneof(
    fc.record({ kind: fc.constant('saved' as const), name: fc.string(), given }, { noNullPrototype: true }),
    fc.record(
      { kind: fc.constant('cypher' as const), statement: fc.string(), given },
      { noNullPrototype: true },
    ),
  );
  fc.assert(
    fc.property(ask, (one) => {
      assert.deepEqual(read(written(one)), one);
    }),
  );
});
