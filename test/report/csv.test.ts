import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { csvOf } from '../../src/report/csv.js';

test('what a spreadsheet would take for a formula is text, and numbers are numbers', () => {
  assert.equal(csvOf([['=1+1', '@x', '-x', -5, -1.5, 7n]], '\n'), "'=1+1,'@x,'-x,-5,-1.5,7\n");
});

test('line ends of any kind within a cell stay within it', () => {
  const row = ['safe\r=1+1', 'a\nb', 'c\r\nd'];
  for (const end of ['\n', '\r\n'] as const) {
    const text = csvOf([row, ['x', 'y', 'z']], end);
    assert.deepEqual(parse(text, { record_delimiter: end }), [row, ['x', 'y', 'z']]);
    assert.match(text, /"safe\r=1\+1"/);
  }
});
