import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { rejectsOf } from '../support/rejects.js';
import { HEADER } from '../support/workspace.js';

const GOOD = '2024-01-01T00:00:00Z,a,shop,lab,phone,pay,,';

/** A row that is rejected, and says which it is. */
const wrong = (name: string): string => `2024-01-01T00:00:00Z,a,shop,${name},phone,pay,,`;

async function rejects(t: TestContext, files: Record<string, string>): Promise<unknown[]> {
  const found = await rejectsOf(t, files, ['--reveal', '--threads', '2']);
  return found.map(({ file, row, line, value, raw }) => [file, row, line, value, raw]);
}

test('small files are read together, each with rows, lines and texts of its own, however it is written', async (t) => {
  const other = `recipient,purpose,fields,sender,user_id,at\n`;
  const json = (recipient: string): string =>
    JSON.stringify({
      at: '2024-01-01',
      user_id: 'a',
      sender: 'shop',
      recipient,
      fields: 'phone',
      purpose: 'pay',
    });
  const files = {
    'transfers/a.csv': `${HEADER}${GOOD}\n${wrong('in-a')}\n`,
    'transfers/b.csv': `${HEADER}${GOOD}\n${GOOD}\n${wrong('in-b')}`.replaceAll('\n', '\r\n'),
    'transfers/c.csv': `${other}in-c,pay,phone,shop,a,2024-01-01\n`,
    'transfers/d.csv': HEADER,
    'transfers/e.csv': `${HEADER}${GOOD}\n \t\n\n${wrong('in-e')}\n`,
    'transfers/f.csv': `\ufeff${HEADER}${wrong('in-f')}\n`,
    'transfers/g.csv': `${HEADER}2024-01-01,a,shop,lab,phone,pay,"over\nlines",\n${wrong('in-g')}\n`,
    'transfers/h.jsonl': `${json('lab')}\n${json('in-h')}\n`,
    'transfers/i.csv': `${HEADER}${wrong('first-in-i')}\n${GOOD}\n${wrong('in-i')}\n`,
    'transfers/j.jsonl': json('in-j'),
  };
  assert.deepEqual(await rejects(t, files), [
    ['transfers/a.csv', 2, 3, 'in-a', wrong('in-a')],
    ['transfers/b.csv', 3, 4, 'in-b', wrong('in-b')],
    ['transfers/c.csv', 1, 2, 'in-c', 'in-c,pay,phone,shop,a,2024-01-01'],
    ['transfers/e.csv', 2, 5, 'in-e', wrong('in-e')],
    ['transfers/f.csv', 1, 2, 'in-f', wrong('in-f')],
    ['transfers/g.csv', 2, 4, 'in-g', wrong('in-g')],
    ['transfers/h.jsonl', 2, 2, 'in-h', json('in-h')],
    ['transfers/i.csv', 1, 2, 'first-in-i', wrong('first-in-i')],
    ['transfers/i.csv', 3, 4, 'in-i', wrong('in-i')],
    ['transfers/j.jsonl', 1, 1, 'in-j', json('in-j')],
  ]);
});

test('a log of more files than are taken at once has all of their rows', async (t) => {
  const names = Array.from({ length: 2100 }, (_, i) => `f${String(i).padStart(4, '0')}`);
  const files = names.map((name, i) => {
    const rows = [...Array.from({ length: i % 3 }, () => GOOD), wrong(name)];
    return [`transfers/${name}.csv`, `${HEADER}${rows.join('\n')}\n`] as const;
  });
  assert.deepEqual(
    await rejects(t, Object.fromEntries(files)),
    names.map((name, i) => [`transfers/${name}.csv`, 1 + (i % 3), 2 + (i % 3), name, wrong(name)]),
  );
});

test('of small files beside long ones, both have all of their rows', async (t) => {
  const long = Array.from({ length: 10_000 }, () => GOOD).join('\n');
  const files = {
    'transfers/a.csv': `${HEADER}${wrong('in-a')}\n`,
    'transfers/b.csv': `${HEADER}${long}\n${wrong('in-b')}\n`,
    'transfers/c.csv': `${HEADER}${GOOD}\n${wrong('in-c')}\n`,
  };
  assert.ok(files['transfers/b.csv'].length > 256 << 10);
  assert.deepEqual(await rejects(t, files), [
    ['transfers/a.csv', 1, 2, 'in-a', wrong('in-a')],
    ['transfers/b.csv', 10_001, 10_002, 'in-b', wrong('in-b')],
    ['transfers/c.csv', 2, 3, 'in-c', wrong('in-c')],
  ]);
});
