import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownValue } from '../../src/report/shown-value.js';

const NAMED = (id: string): string => `<${id.length}>`;

const CASES: [value: string | null, column: string, userId: string | null, shown: string | null][] = [
  [null, 'fields', 'anna', null],
  ['{"a":1}', 'user_id', null, '<7>'],
  ['shop', 'sender', 'anna', 'shop'],
  ['anna', 'sender', 'anna', '<4>'],
  ['phone|anna.x@y|anna.x@y', 'fields', 'anna.x@y', 'phone|<8>|<8>'],
  ['shop1|1', 'fields', '1', 'shop1|<1>'],
  ['a+b', 'purpose', 'a+b', '<3>'],
  ['anna', 'sender', null, 'anna'],
];
for (const [value, column, userId, shown] of CASES) {
  test(`${column} ${String(value)} of ${String(userId)} is shown as ${String(shown)}`, () => {
    assert.equal(shownValue(value, column, userId, NAMED), shown);
  });
}
