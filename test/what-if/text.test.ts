import assert from 'node:assert/strict';
import { test } from 'node:test';
import { styleFor } from '../../src/report/style.js';
import type { WhatIfNumbers } from '../../src/what-if/answer-schema.js';
import { answerText } from '../../src/what-if/text.js';

const route = { sender: 'shop', recipient: 'lab', fields: ['phone'], purpose: 'pay', basis: null };
const decided = { verdict: 'supported' as const, breaches: [], questions: [] };
const finding = {
  ...{ id: 'X1', code: 'NO_BASIS', gate: 'provision', pack: 'own', sender: 'shop', recipient: 'lab' },
  ...{ field: 'phone', purpose: 'pay' },
};
const numbersOf = { effect: 'breach', severity: 'high', people: 1, records: 1, firstAt: '', lastAt: '' };

test('one of something is told in the singular', () => {
  const one = { number: 1, people: 1, records: 1 };
  const none = { number: 0, people: 0, records: 0 };
  const numbers: WhatIfNumbers = {
    ...{ scanNeeded: false, scanned: false, case: 'Shop', complete: false, hops: 1 },
    people: { before: 1, after: 1 },
    flows: [{ flow: 'F1', ...route, records: 1, people: 1, before: decided, after: null }],
    findings: {
      appear: [{ ...finding, after: { ...numbersOf, provisions: [] } }],
      disappear: [{ ...finding, before: { ...numbersOf, provisions: [] } }],
      change: [],
    },
    flowsByVerdict: [
      { verdict: 'unsupported', before: one, after: none },
      { verdict: 'supported', before: none, after: one },
    ],
    pairs: [],
    foreignTrailsByVerdict: [{ verdict: 'supported', before: one, after: one }],
    jurisdictions: [],
  };
  const text = answerText(numbers, styleFor(false));
  assert.match(text, /^ {2}unsupported: 1 → 0, in 1 → 0 flows, 1 → 0 records$/m);
  assert.match(text, /^ {2}supported: 0 → 1, in 0 → 1 flow, 0 → 1 record$/m);
  assert.match(text, /^ {2}supported: 1, on 1 trail$/m);
  assert.match(text, /^ {2}1 record of 1 person, F1$/m);
  assert.equal(text.match(/; 1 person$/gm)?.length, 2);
  assert.doesNotMatch(text, /\b1 (people|records|flows|trails)\b/);
});
