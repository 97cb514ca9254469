import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/assets.js';
import { printedCase } from './support/analyze.js';

/** Every folder of test/cases is a case with the answer that is expected of it, however it is computed. */
const cases = join(packageRoot(), 'test', 'cases');
for (const name of readdirSync(cases)) {
  const dir = join(cases, name);
  const path = join(dir, 'expected.json');
  test(`golden case ${name}`, async () => {
    const actual = await printedCase(dir);
    // A new case has no answer yet: it is written to be checked by hand, and the test fails until it is looked at.
    if (!existsSync(path)) {
      writeFileSync(path, `${JSON.stringify(actual, null, 1)}\n`);
      assert.fail(`${path} was missing: it is written now; check it`);
    }
    assert.deepEqual(actual, JSON.parse(readFileSync(path, 'utf8')));
    assert.deepEqual(await printedCase(dir, { shards: 3, threads: 2 }), actual, '3 shards, 2 threads');
    assert.deepEqual(await printedCase(dir, { shards: 64, threads: 2 }), actual, '64 shards');
  });
}
