import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { rejectsOf } from '../support/rejects.js';
import { HEADER } from '../support/workspace.js';

/** More text than is read at a time, several times over. */
const ROWS = 240_000;

/** Where something is wrong: by row, what stands there instead of a processor. */
const WRONG = new Map([
  [1, 'first'],
  [70_001, 'second'],
  [150_000, 'third'],
  [ROWS, 'last'],
]);

async function rejects(t: TestContext, files: Record<string, string>): Promise<unknown[]> {
  const found = await rejectsOf(t, files, ['--reveal', '--threads', '3']);
  return found.map(({ row, line, code, raw }) => [row, line, code, raw]);
}

/** @param before lines that stand before a row, as they are */
function csv(before: (row: number) => string, end: string): { text: string; expected: unknown[] } {
  const expected: unknown[] = [];
  let line = 2;
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const blank = before(i + 1);
    line += blank.split('\n').length - 1;
    const wrong = WRONG.get(i + 1);
    const row = `2024-01-01T00:00:00Z,person-${i % 1000},shop,${wrong ?? 'lab'},phone,pay,,`;
    if (wrong !== undefined) expected.push([i + 1, line, 'UNKNOWN_PROCESSOR', row]);
    line++;
    return blank + row;
  });
  return { text: HEADER + rows.join(end) + end, expected };
}

test('rows and lines of a long file are numbered whole, whoever reads which piece of it', async (t) => {
  const { text, expected } = csv(() => '', '\n');
  assert.ok(text.length > 12e6);
  assert.deepEqual(await rejects(t, { 'transfers.csv': text }), expected);
});

test('blank lines in the middle of a long file count as lines and not as rows', async (t) => {
  const { text, expected } = csv((row) => (row === 100_000 ? '\n \t\n\u3000\n' : ''), '\n');
  assert.deepEqual(await rejects(t, { 'transfers.csv': text }), expected);
});

test('a long file whose last line has no end is read to its last row', async (t) => {
  const { text, expected } = csv(() => '', '\r\n');
  assert.deepEqual(await rejects(t, { 'transfers.csv': text.slice(0, -2) }), expected);
});

test('a long file of JSON lines is numbered the same', async (t) => {
  const lines = Array.from({ length: ROWS }, (_, i) =>
    JSON.stringify({
      at: '2024-01-01T00:00:00Z',
      user_id: `person-${i % 1000}`,
      sender: 'shop',
      recipient: WRONG.get(i + 1) ?? 'lab',
      fields: ['phone'],
      purpose: 'pay',
    }),
  );
  const expected = [...WRONG.keys()].map((row) => [row, row, 'UNKNOWN_PROCESSOR', lines[row - 1]]);
  assert.deepEqual(await rejects(t, { 'transfers.jsonl': lines.join('\n') }), expected);
});
