import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { styleFor } from '../../src/report/style.js';
import { narrow, summary } from '../../src/report/text.js';
import { analyzeCase } from '../support/analyze.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

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

test('of trails that were cut, none is said not to be there', async (t) => {
  const files = {
    ...BASE,
    'case.yaml': `${BASE['case.yaml'] ?? ''}trace: { maxTrails: 1 }\n`,
    'transfers/log.csv': `${HEADER}2022-01-01,a,shop,lab,phone,pay,,\n2022-01-02,a,shop,ads,phone,pay,,\n`,
  };
  const cut = await analyzeCase(writeFiles(tempDir(t), files));
  const text = summary(cut, styleFor(false));
  assert.match(text, /^Not complete: no trails are listed, as there are too many \(maxTrails 1\)\.$/m);
  assert.match(text, /, at least 0 trails to foreign entities$/m);
  assert.match(text, /^None of the trails that are listed leads to a foreign entity\.$/m);
});

test('a summary says what was read, who is concerned, by which ways and by what finding', async () => {
  const dir = join(cases, 'onward-and-taint');
  const text = summary(await analyzeCase(dir), styleFor(false));
  assert.equal(text, readFileSync(join(dir, 'summary.txt'), 'utf8'));
});

test('lines that are too wide are broken at spaces, and go on further in than they began', () => {
  const text = `short\n\n    ${'word '.repeat(20).trim()}\nend\n`;
  const lines = narrow(text, 40).split('\n');
  assert.deepEqual(
    lines.filter((line) => line.length > 40),
    [],
  );
  assert.deepEqual(lines.slice(0, 2), ['short', '']);
  assert.match(lines[2] ?? '', /^ {4}word/);
  assert.match(lines[3] ?? '', /^ {6}word/);
  assert.equal(lines.join('').replace(/ /g, ''), text.replace(/[ \n]/g, ''));
});
