import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryTable } from '../../src/report/query-table.js';
import { styleFor } from '../../src/report/style.js';

const style = styleFor(false);

function shown(columns: string[], rows: (string | number | string[])[][], width = 40): string[] {
  return queryTable({ columns, rows }, style, width).split('\n');
}

test('a cell that is wider than its column goes on below, beside the others of its row', () => {
  assert.deepEqual(
    shown(
      ['trail', 'people', 'n'],
      [
        ['T1', ['user-1', 'user-2', 'user-3', 'user-4', 'user-5'], 1200],
        ['T2', ['user-6'], 3],
      ],
      30,
    ),
    [
      'trail  people                n',
      'T1     user-1, user-2,   1,200',
      '       user-3, user-4,',
      '       user-5',
      'T2     user-6                3',
      '',
    ],
  );
});

test('letters that take two columns are counted as two', () => {
  assert.deepEqual(
    shown(
      ['name', 'n'],
      [
        ['카카오페이', 1],
        ['alipay', 22],
      ],
    ),
    ['name         n', '카카오페이   1', 'alipay      22', ''],
  );
});

test('a word that is wider than its column is broken', () => {
  const [, ...lines] = shown(['id', 'x'], [['a'.repeat(60), 'b']]);
  assert.deepEqual(lines, [`${'a'.repeat(37)}  b`, 'a'.repeat(23), '']);
});

test('where columns would become too narrow, each row is a block of lines', () => {
  assert.deepEqual(shown(['first', 'second'], [['x'.repeat(30), 'y y']], 31), [
    `first   ${'x'.repeat(24)}`,
    `        ${'x'.repeat(6)}`,
    'second  y y',
    '',
    '',
  ]);
});

test('a list of 50,000 people is shown as a whole', () => {
  const people = Array.from({ length: 50_000 }, (_, i) => `user-${i}`);
  const lines = shown(['people', 'n'], [[people, 1]], 80);
  const cells = lines.slice(1).map((line) => line.slice(0, 77).trim());
  assert.equal(cells.join(' ').trim(), people.join(', '));
  assert.ok(lines.every((line) => line.length <= 80));
});
