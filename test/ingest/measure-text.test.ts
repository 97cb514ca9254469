import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { measureText } from '../../src/ingest/measure-text.js';
import type { FileFormat } from '../../src/model/case.js';
import { tempDir } from '../support/workspace.js';

function file(t: TestContext, bytes: Buffer | string): string {
  const path = join(tempDir(t), 'log');
  writeFileSync(path, bytes);
  return path;
}

/** The lines of a text that begin within two places, and where they lie, told the long way. */
function linesWithin(
  bytes: Buffer,
  from: number,
  until: number,
): { from: number; until: number; texts: string[] } {
  const starts = [0];
  bytes.forEach((byte, i) => {
    if (byte === 0x0a) starts.push(i + 1);
  });
  const after = (place: number): number => starts.find((s) => s >= place) ?? bytes.length;
  // A mark of byte order is no text: a file that has nothing else has no line.
  const end = bytes.equals(Buffer.from('\ufeff')) ? 0 : bytes.length;
  const own = starts.filter((s) => s >= from && s < until && s < end);
  const texts = own.map((start) => {
    const newline = bytes.indexOf(0x0a, start);
    const line = bytes.subarray(start, newline < 0 ? bytes.length : newline);
    return line.toString('utf8').replace(/\r$/, '');
  });
  return { from: after(from), until: Math.max(after(from), after(until)), texts };
}

const piece = fc.constantFrom(
  '\n',
  '\r\n',
  ' ',
  '\u3000',
  '\t',
  'a',
  '"x"',
  '가',
  ',',
  'long '.repeat(20),
  '\ufeff',
);

test('whatever the places: lines that begin between them are counted, blank ones apart', async (t) => {
  const dir = tempDir(t);
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 60 }),
      fc.array(fc.nat(400), { minLength: 2, maxLength: 2 }),
      fc.constantFrom<FileFormat>('csv', 'jsonl'),
      async (pieces, places, format) => {
        const bytes = Buffer.from(pieces.join(''));
        const path = join(dir, String(seen++));
        writeFileSync(path, bytes);
        const [from = 0, until = 0] = places.map((p) => p % (bytes.length + 1)).sort((a, b) => a - b);
        const expected = linesWithin(bytes, from, until);
        const written = expected.texts.findIndex((text) => text.trim() !== '');
        const text = expected.texts[written]?.replace(/^\ufeff/, written === 0 ? '' : '$&');
        const measured = await measureText(path, format, { from, until });
        assert.deepEqual(measured && { ...measured, header: measured.header && { ...measured.header } }, {
          from: expected.from,
          until: expected.until,
          lines: expected.texts.length,
          rows: expected.texts.filter((line) => line.trim() !== '').length,
          header: text === undefined || expected.from > 0 ? undefined : { line: written + 1, text },
        });
      },
    ),
  );
});

test('lines that are not records by themselves are left to who reads the file from its beginning', async (t) => {
  const text = 'a,b\n1,"two\nlines"\n3,4\n';
  const path = file(t, text);
  const range = { from: 0, until: text.length };
  assert.equal(await measureText(path, 'csv', range), undefined);
  assert.equal((await measureText(path, 'jsonl', range))?.lines, 4);
  // Two quotes on one line open and close.
  assert.equal((await measureText(file(t, 'a,b\n"1","2"\n'), 'csv', { from: 0, until: 12 }))?.rows, 2);
});

test('lines of no UTF-8 are counted like others', async (t) => {
  const bytes = Buffer.from('a,b\n\xe9,"2"\n \n3,4', 'latin1');
  const measured = await measureText(file(t, bytes), 'csv', { from: 0, until: bytes.length });
  assert.deepEqual([measured?.lines, measured?.rows], [4, 3]);
  const odd = Buffer.from('a,b\n\xe9,"2\n', 'latin1');
  assert.equal(await measureText(file(t, odd), 'csv', { from: 0, until: odd.length }), undefined);
});

test('nothing is measured of a line that is longer than a row may be, of UTF-16, or of what is not there', async (t) => {
  const long = Buffer.concat([Buffer.from('a\nb\n'), Buffer.alloc(17 << 20, 'x'), Buffer.from('\nc\n')]);
  const path = file(t, long);
  assert.equal(await measureText(path, 'jsonl', { from: 0, until: long.length }), undefined);
  assert.equal(await measureText(path, 'jsonl', { from: 0, until: 100 }), undefined);
  assert.equal(await measureText(path, 'jsonl', { from: 100, until: long.length }), undefined);
  assert.equal((await measureText(path, 'jsonl', { from: 0, until: 4 }))?.lines, 2);
  const foreign = Buffer.from('\ufeffa,b\n1,2\n', 'utf16le');
  assert.equal(await measureText(file(t, foreign), 'csv', { from: 0, until: foreign.length }), undefined);
  assert.equal(await measureText(join(tempDir(t), 'nothing'), 'csv', { from: 0, until: 5 }), undefined);
});
