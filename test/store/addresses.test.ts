import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { WayleaveError } from '../../src/errors.js';
import { readAddresses, writeAddresses } from '../../src/store/addresses.js';
import { tempDir } from '../support/workspace.js';

const FOUND = new Map([
  ['hdfs://h/*.csv', [{ address: 'hdfs://h/a.csv', size: 7, modified: 1_700_000_000_123 }]],
  ['s3a://b/none', []],
]);

test('what a cluster found is read as it was written, and takes the place of what was there', (t) => {
  const dir = join(tempDir(t), 'store');
  assert.deepEqual(readAddresses(dir), new Map());
  writeAddresses(dir, new Map([['hdfs://h/old.csv', []]]));
  writeAddresses(dir, FOUND);
  assert.deepEqual(readAddresses(dir), FOUND);
  assert.deepEqual(readdirSync(dir), ['addresses.json']);
  if (process.platform !== 'win32') {
    assert.equal(statSync(join(dir, 'addresses.json')).mode & 0o077, 0, 'others may read it');
  }
});

test('a damaged list, and a store that cannot be made, are told', (t) => {
  const dir = tempDir(t);
  writeFileSync(join(dir, 'addresses.json'), '{"hdfs://h/a": [{"size": "much"}]}');
  const unusable = (e: unknown): boolean => e instanceof WayleaveError && e.code === 'STORE_UNUSABLE';
  assert.throws(() => readAddresses(dir), unusable);
  const file = join(dir, 'file');
  writeFileSync(file, '');
  assert.throws(() => {
    writeAddresses(join(file, 'store'), FOUND);
  }, unusable);
});
