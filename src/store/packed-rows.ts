import type { Cohort, Member } from '../model/result.js';

/** Persons whose rows are handed to the database at once. */
const PERSONS = 50_000;

/** Items of cohorts that are handed over at once, about. */
const ITEMS = 200_000;

/** Values of a statement that writes many rows: the database takes texts apart far faster than it takes rows one by one. */
export type PackedRows = Record<string, string>;

/** Rows of the table `members`, packed: who belongs to which cohort, by its place in the table of cohorts. */
export function* packedMembers(members: Iterable<Member>): Generator<PackedRows> {
  let users: string[] = [];
  let cohorts: number[] = [];
  const packed = (): PackedRows => {
    const separator = separatorOf(users);
    return { separator, users: users.join(separator), cohorts: cohorts.join(' ') };
  };
  for (const { userId, cohort } of members) {
    users.push(userId);
    cohorts.push(cohort);
    if (users.length < PERSONS) continue;
    yield packed();
    users = [];
    cohorts = [];
  }
  if (users.length > 0) yield packed();
}

/** A character that no text has: the first such one from U+001F, which separates units, on. */
function separatorOf(texts: readonly string[]): string {
  for (let code = 0x1f; ; code = code === 0x1f ? 0xe000 : code + 1) {
    const separator = String.fromCharCode(code);
    if (!texts.some((t) => t.includes(separator))) return separator;
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
