import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meant, suggested } from '../../../src/web/ui/choices.js';

const many = Array.from({ length: 300 }, (_, i) => ({ id: `p${i}`, text: `Company ${i}` }));

test('a text means the choice of that id, of that name, or the only one in which its words occur', () => {
  assert.equal(meant(many, 'p2')?.id, 'p2', 'though others begin so');
  assert.equal(meant(many, 'company 2')?.id, 'p2');
  assert.equal(meant(many, '299 comp')?.id, 'p299');
  assert.equal(meant(many, '29'), undefined, 'there are several');
  assert.equal(meant(many, 'nobody'), undefined);
  const alike = [...many, { id: 'other', text: 'Company 2' }];
  assert.equal(meant(alike, 'Company 2'), undefined, 'two are called so');
});

test('few choices are all suggested, of many those that fit what is written, and never all of them', () => {
  assert.equal(suggested(many.slice(0, 20), 'x').length, 20);
  assert.equal(suggested(many, '').length, 50);
  assert.deepEqual(
    suggested(many, 'company 29').map(({ id }) => id),
    ['p29', ...Array.from({ length: 10 }, (_, i) => `p29${i}`), 'p129', 'p229'].sort(
      (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
    ),
  );
});
