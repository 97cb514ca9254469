import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RemediesAnswer } from '../../src/remedies/answer-schema.js';
import { DEFAULT_WEIGHTS } from '../../src/remedies/kinds.js';
import { remediesText } from '../../src/remedies/text.js';
import { styleFor } from '../../src/report/style.js';

test('one of something is told in the singular', () => {
  const way = { sender: 'shop', recipient: 'lab', purpose: 'pay' };
  const answer: RemediesAnswer = {
    ...{ case: 'Shop', complete: true, hops: 6, only: ['cuts'], weights: DEFAULT_WEIGHTS },
    unsupported: { before: { trails: 1, people: 1 }, after: { trails: 0, people: 0 } },
    ...{ candidates: 1, optimal: true, weight: 1, bound: 1, changes: null },
    remedies: [
      {
        ...{ kind: 'cuts', how: 'cut', id: null, sort: null, ...way, settings: [], weight: 1, mends: [] },
        cut: { records: 1, people: 1, supported: { records: 1, people: 1 } },
        change: {},
      },
    ],
    remaining: [
      {
        ...{ ...way, fields: ['phone'], pack: 'own', gate: 'provision', codes: ['NO_BASIS'] },
        ...{ provisions: [], people: 1, why: 'Nothing would.' },
      },
    ],
    ...{ leftOut: [], suggestions: { items: [], complete: true }, assumes: [], whatIf: null },
  };
  const text = remediesText(answer, styleFor(false)).replaceAll(/\s+/g, ' ');
  assert.ok(text.includes('1 person on 1 unsupported trail to foreign entities; with this, none would be.'));
  assert.ok(text.includes('of 1 that helps'));
  assert.ok(text.includes('takes away 1 record of 1 person, of which 1 of 1 person was supported'));
  assert.doesNotMatch(text, /\b1 (people|records|trails)\b/);
});
