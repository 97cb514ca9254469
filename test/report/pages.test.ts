import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsset } from '../../src/assets.js';
import { PAGES } from '../../src/report/pages.js';

for (const [path, page] of PAGES) {
  test(`${path} is what the program writes`, () => {
    assert.equal(
      readAsset(path).replaceAll('\r\n', '\n'),
      page(),
      'write it anew with: node .config/run.mjs docs',
    );
  });
}
