import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { REGISTER_COLUMNS } from '../../src/case/columns.js';
import { writeSkeleton } from '../../src/case/skeleton.js';

test('the skeleton is a case that loads, with every register', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'wayleave-skeleton-'));
  try {
    const dir = join(parent, 'new', 'case');
    const files = writeSkeleton(dir);
    assert.ok(files.includes('case.yaml') && files.includes('transfers/2023.csv'));
    const kase = await loadCase(dir);
    for (const [name, rows] of Object.entries<readonly unknown[]>({ ...kase.registers })) {
      assert.ok(rows.length >= 2 && rows.length <= 4, `${name} has ${rows.length} rows`);
    }
    const text = readFileSync(join(dir, 'README.md'), 'utf8');
    for (const name of Object.keys(REGISTER_COLUMNS)) assert.ok(text.includes(`${name}.csv`), name);
  } finally {
    rmSync(parent, { recursive: true });
  }
});

test('a skeleton overwrites nothing', () => {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-skeleton-'));
  try {
    const file = join(dir, 'mine.txt');
    writeFileSync(file, '');
    for (const taken of [dir, file]) {
      assert.throws(() => writeSkeleton(taken), { code: 'USAGE', place: { value: taken } });
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
});
