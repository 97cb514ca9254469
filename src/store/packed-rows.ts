import type { DuckDBValue } from '@duckdb/node-api';
import { blobValue } from '../duckdb/api.js';
import type { Analysis } from '../model/result.js';
import { joined, type Texts } from '../model/text-column.js';

/** Persons whose rows are handed to the database at once. */
const PERSONS = 50_000;

/** Cohorts that are handed over at once. */
const COHORTS = 10_000;

/** Values of a statement that writes many rows: the database takes texts apart far faster than it takes rows one by one. */
export type PackedRows = Record<string, DuckDBValue>;

/**
 * Persons and numbers of theirs, packed: `users` with `separator` between them, and each column by its name.
 *
 * @param columns by place among the persons
 */
export function* packedPersons(
  users: Texts,
  columns: Readonly<Record<string, Int32Array | Float64Array>>,
): Generator<PackedRows> {
  const count = users.ends.length;
  const separator = separatorOf(users);
  for (let from = 0; from < count; from += PERSONS) {
    const to = Math.min(count, from + PERSONS);
    const numbers = Object.entries(columns).map(([name, c]) => [name, c.subarray(from, to).join(' ')]);
    yield {
      ...(Object.fromEntries(numbers) as Record<string, string>),
      separator,
      users: blobValue(joined(users, from, to, Buffer.from(separator))),
    };
  }
}

/** A character that no text has: the first such one from U+001F, which separates units, on. */
function separatorOf({ bytes }: Texts): string {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let code = 0x1f; ; code = code === 0x1f ? 0xe000 : code + 1) {
    const separator = String.fromCharCode(code);
    if (!all.includes(separator)) return separator;
  }
}

/**
 * Cohorts, packed. What they have is told by places in the lists of flows and of trails: a fraction of what ids take.
 *
 * @param cohorts whose ids have no white space
 */
export function* packedCohorts({ cohorts, flows, trails }: Analysis): Generator<PackedRows> {
  const [flowPlaces, trailPlaces] = [placesOf(flows), placesOf(trails)];
  const packed = (lists: readonly (readonly string[])[], places: ReadonlyMap<string, number>): string =>
    lists.map((list) => list.map((id) => places.get(id)).join(' ')).join('|');
  for (let from = 0; from < cohorts.length; from += COHORTS) {
    const some = cohorts.slice(from, from + COHORTS);
    yield {
      ids: some.map((c) => c.id).join(' '),
      people: some.map((c) => c.people).join(' '),
      flows: packed(
        some.map((c) => c.flows),
        flowPlaces,
      ),
      trails: packed(
        some.map((c) => c.trails),
        trailPlaces,
      ),
    };
  }
}

function placesOf(items: readonly { readonly id: string }[]): Map<string, number> {
  return new Map(items.map(({ id }, place) => [id, place]));
}
