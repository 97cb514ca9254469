import { blobValue, type DuckDBValue } from '@duckdb/node-api';
import type { Cohort } from '../model/result.js';
import { joined, type Texts } from '../model/text-column.js';

/** Persons whose rows are handed to the database at once. */
const PERSONS = 50_000;

/** Items of cohorts that are handed over at once, about. */
const ITEMS = 200_000;

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
 * Rows of a table of what cohorts have, packed.
 *
 * @param itemsOf ids, which have no white space and no `|`
 */
export function* packedItems(
  cohorts: readonly Cohort[],
  itemsOf: (cohort: Cohort) => readonly string[],
): Generator<PackedRows> {
  let owners: string[] = [];
  let lists: string[] = [];
  let count = 0;
  for (const cohort of cohorts) {
    const items = itemsOf(cohort);
    if (items.length === 0) continue;
    owners.push(cohort.id);
    lists.push(items.join(' '));
    count += items.length;
    if (count < ITEMS) continue;
    yield { owners: owners.join('|'), lists: lists.join('|') };
    owners = [];
    lists = [];
    count = 0;
  }
  if (owners.length > 0) yield { owners: owners.join('|'), lists: lists.join('|') };
}
