import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { codeLayout, unpackRow, type History } from '../../src/evidence/history.js';
import { Events } from '../../src/trace/events.js';

interface Event {
  readonly at: number;
  readonly route: number;
  readonly file: number;
  readonly row: number;
}

const ROUTES = 9;
const FILES = 3;
const ROWS = 2 ** 34;
const layout = codeLayout(ROUTES, FILES, ROWS);

function historyOf(events: readonly Event[]): History {
  const code = new BigUint64Array(
    events.map(
      ({ route, file, row }) =>
        (BigInt(route) << BigInt(layout.placeBits)) | (BigInt(file) << BigInt(layout.rowBits)) | BigInt(row),
    ),
  );
  return {
    userId: () => 'u',
    addUserTo: () => undefined,
    at: Float64Array.from(events, (e) => e.at),
    code: new Uint32Array(code.buffer),
    layout,
    from: 0,
    to: events.length,
    past: -1,
    consents: { notice: [], givenAt: [], withdrawnAt: [], expiresAt: [], from: 0, to: 0 },
  };
}

test('events come by time, then file, then row, however they were read', () => {
  const event = fc.record({
    at: fc.nat(6),
    route: fc.nat(ROUTES - 1),
    file: fc.nat(FILES - 1),
    row: fc.integer({ min: 1, max: ROWS - 1 }),
  });
  const inOrder = (events: readonly Event[]): Event[] =>
    [...events].sort((a, b) => a.at - b.at || a.file - b.file || a.row - b.row);
  // Mostly as threads read them: a few ascending runs.
  const runs = fc.array(fc.array(event, { maxLength: 90 }), { maxLength: 7 }).map((r) => r.flatMap(inOrder));
  const place = (e: Event): string => `${e.file}:${e.row}`;
  const persons = fc.array(fc.oneof(runs, fc.array(event, { maxLength: 30 })), { maxLength: 4 });
  const loaded = new Events();
  const property = fc.property(persons, (histories) => {
    for (const events of histories) {
      const distinct = [...new Map(events.map((e) => [place(e), e])).values()];
      loaded.load(historyOf(distinct));
      const read = Array.from({ length: loaded.length }, (_, i) => ({
        at: loaded.at[i],
        route: loaded.route[i],
        ...unpackRow(loaded.rowOf(i)),
      }));
      assert.deepEqual(
        read,
        inOrder(distinct).map(({ at, route, file, row }) => ({ at, route, file, row })),
      );
    }
  });
  fc.assert(property, { numRuns: 300 });
});
