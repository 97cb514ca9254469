import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownValue, withoutPerson } from '../../src/report/shown-value.js';

const NAMED = (id: string): string => `<${id.length}>`;
const KNOWN = {
  isPerson: (text: string) => ['carla.x@y', 'shop'].includes(text),
  isNobody: (text: string) => ['shop', '2024-01-01', '@user'].includes(text),
};

const CASES: [value: string | null, column: string, userId: string | null, shown: string | null][] = [
  [null, 'fields', 'anna', null],
  ['{"a":1}', 'user_id', null, '<7>'],
  ['shop', 'sender', 'anna', 'shop'],
  ['anna', 'sender', 'anna', '<4>'],
  ['phone|anna.x@y|anna.x@y', 'fields', 'anna.x@y', 'phone|<8>|<8>'],
  ['order of Anna.X@Y', 'purpose', 'anna.x@y', 'order of <8>'],
  ['shop1|1', 'fields', '1', 'shop1|<1>'],
  ['a-1', 'sender', 'a-1', '<3>'],
  ['a+b', 'purpose', 'a+b', '<3>'],
  ['anna', 'sender', null, 'anna'],
  // Another person, of whom something was accepted.
  ['carla.x@y', 'sender', 'anna', '<9>'],
  ['carla.x@y', 'sender', null, '<9>'],
  // Columns that were taken for one another: the person stands where the row does not have them.
  ['dora', 'at', '2024-01-01', '<4>'],
  ['dora', 'sender', 'shop', '<4>'],
  ['dora', 'sender', '@user', '<4>'],
  ['2024-01-01', 'recipient', 'shop', '2024-01-01'],
];
for (const [value, column, userId, shown] of CASES) {
  test(`${column} ${String(value)} of ${String(userId)} is shown as ${String(shown)}`, () => {
    assert.equal(shownValue(value, column, userId, NAMED, KNOWN), shown);
  });
}

test('a text of a row goes without its person, but for what is the name of something else', () => {
  assert.equal(withoutPerson('rec-anna-1', 'anna', NAMED, KNOWN.isNobody), 'rec-<4>-1');
  assert.equal(withoutPerson('shop', 'shop', NAMED, KNOWN.isNobody), 'shop');
  assert.equal(withoutPerson('rec-1', '', NAMED, KNOWN.isNobody), 'rec-1');
});
