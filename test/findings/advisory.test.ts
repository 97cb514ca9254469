import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { PeopleCounter } from '../../src/findings/people.js';
import { findingGroups } from '../../src/report/groups.js';
import { analyzeCase } from '../support/analyze.js';

test('advice stands behind everything that decides, and is the smaller part of what is listed', async () => {
  const a = await analyzeCase(join(packageRoot(), 'seed/kakaopay-alipay/sample'));
  const severities = findingGroups(a.findings, new PeopleCounter(a)).map((g) => g.first.severity);
  const high = severities.filter((s) => s === 'high').length;
  assert.deepEqual(severities.slice(0, high), new Array(high).fill('high'));
  const low = severities.filter((s) => s === 'low').length;
  assert.ok(low * 3 < severities.length, `${low} of ${severities.length} lines are advice`);
  // Protective terms (PIPA 28-8(4)): two lines, one for each purpose, and never a verdict.
  const terms = findingGroups(a.findings, new PeopleCounter(a)).filter((g) => g.first.gate === 'safeguards');
  assert.deepEqual(
    terms.map((g) => [g.first.effect, g.first.severity]),
    [
      ['advisory', 'low'],
      ['advisory', 'low'],
    ],
  );
});
