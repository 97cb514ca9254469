import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recordBatches, recordsOf } from '../../src/ingest/record-batches.js';

const FOREIGN = Buffer.from(',\xe9', 'latin1');

/** A record as it is written. */
interface Written {
  readonly cells: readonly string[];
  /** Whether it has a further cell that is no UTF-8. */
  readonly foreign: boolean;
  readonly end: string;
  /** What stands before it. */
  readonly blank: string;
}

const plain = fc.constantFrom('', 'a', 'shop', '가나', ' x ', "it's", '1.5', 'p|q');
const within = fc.constantFrom('', 'a', ',', '\n', '\r\n', '""', '가', ' ', 'long '.repeat(30));

function written(lines: boolean): fc.Arbitrary<Written> {
  const inQuotes = fc.array(lines ? within : within.filter((t) => !t.includes('\n')), { maxLength: 4 });
  return fc.record({
    cells: fc.array(
      fc.oneof(
        plain,
        inQuotes.map((texts) => `"${texts.join('')}"`),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    end: fc.constantFrom('\n', '\n', '\r\n'),
    foreign: fc.boolean(),
    blank: fc.constantFrom('', '', '', '\n', ' \t\n', '\u3000\r\n', '\r\n'),
  });
}

/** Bytes of a file of these records, and the records that are not blank as they are to be told: line and text. */
function fileOf(
  records: readonly Written[],
  mark: boolean,
  ended: boolean,
): { bytes: Buffer; expected: [number, string][] } {
  const parts: Buffer[] = mark ? [Buffer.from('\ufeff')] : [];
  const expected: [number, string][] = [];
  let line = 1;
  records.forEach(({ cells, end, foreign, blank }, i) => {
    parts.push(Buffer.from(blank));
    line += blank.split('\n').length - 1;
    const text = cells.join(',');
    const own = Buffer.concat([Buffer.from(text), foreign ? FOREIGN : Buffer.alloc(0)]);
    parts.push(own, Buffer.from(i === records.length - 1 && !ended ? '' : end));
    const told = own.toString(foreign ? 'latin1' : 'utf8');
    if (told.trim() !== '') expected.push([line, told]);
    line += text.split('\n').length;
  });
  return { bytes: Buffer.concat(parts), expected };
}

async function told(bytes: Buffer, cut: readonly number[], most: number): Promise<[number, string][]> {
  const places = [...new Set([0, ...cut.map((c) => c % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  // eslint-disable-next-line @typescript-eslint/require-await -- what reads files is asynchronous
  async function* pieces(): AsyncGenerator<Buffer> {
    for (const [i, place] of places.entries()) {
      const next = places[i + 1];
      if (next !== undefined) yield bytes.subarray(place, next);
    }
  }
  const found: [number, string][] = [];
  for await (const batch of recordBatches(pieces(), 'csv', 'log', 1, most)) {
    for (const { line, text } of recordsOf(batch)) if (text.trim() !== '') found.push([line, text]);
  }
  return found;
}

for (const [name, lines] of [
  ['every record has a line', false],
  ['cells run over lines', true],
] as const) {
  test(`records are told as they were written, however they arrive: ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(written(lines), { maxLength: 12 }),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.nat(2000), { maxLength: 6 }),
        fc.constantFrom(1, 20, 100, 1 << 20),
        async (records, mark, ended, cut, most) => {
          const { bytes, expected } = fileOf(records, mark, ended);
          assert.deepEqual(await told(bytes, cut, most), expected);
        },
      ),
      { numRuns: 500 },
    );
  });
}
