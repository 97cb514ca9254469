import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthsOf } from '../../../src/http/routes/months.js';
import { START } from '../../support/made-case.js';
import { madeAnalysis } from '../../support/made-analysis.js';

const flows = madeAnalysis({ flows: 1, trails: 1, cohorts: 1, people: 1 }).analysis.flows.map((f) => ({
  ...f,
  ...{ verdict: 'contested' as const, firstAt: START, lastAt: START + 70 * 86_400e6 },
  months: [{ month: '2023-01', records: 4 }],
}));
const NONE = { unsupported: 0, contested: 0, supported: 0, out_of_scope: 0 };

test('months without records stand between the first and the last of a flow', () => {
  assert.deepEqual(monthsOf(flows), [
    { month: '2023-01', records: 4, byVerdict: { ...NONE, contested: 4 } },
    { month: '2023-02', records: 0, byVerdict: NONE },
    { month: '2023-03', records: 0, byVerdict: NONE },
  ]);
  assert.deepEqual(monthsOf([]), []);
});

test('more flows than a call takes arguments have months too', () => {
  const many = Array.from({ length: 300_000 }, () => flows).flat();
  assert.deepEqual(
    monthsOf(many).map((m) => m.records),
    [1_200_000, 0, 0],
  );
});
