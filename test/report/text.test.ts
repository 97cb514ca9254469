import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { styleFor } from '../../src/report/style.js';
import { summary } from '../../src/report/text.js';
import { analyzeCase } from '../support/analyze.js';

const cases = join(packageRoot(), 'test', 'cases');

test('the summary of every golden case fits 80 columns', async () => {
  for (const name of readdirSync(cases)) {
    const lines = summary(await analyzeCase(join(cases, name)), styleFor(false)).split('\n');
    assert.deepEqual(
      lines.filter((l) => l.length > 80),
      [],
      name,
    );
  }
});

test('a summary says what was read, who is concerned, by which ways and by what finding', async () => {
  const dir = join(cases, 'onward-and-taint');
  const text = summary(await analyzeCase(dir), styleFor(false));
  assert.equal(text, readFileSync(join(dir, 'summary.txt'), 'utf8'));
});
