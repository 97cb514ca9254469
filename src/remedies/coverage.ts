import type { Coverage } from '../model/case.js';
import { formatInstant, type Instant } from '../model/instant.js';
import { sortedSet } from '../model/text.js';

/** A list of a record with more in it, as a change file writes it; undefined when all is in it already. */
export function widened(list: Coverage, items: Iterable<string>): string[] | undefined {
  if (list === '*') return undefined;
  const more = sortedSet(items).filter((item) => !list.has(item));
  return more.length === 0 ? undefined : [...list, ...more];
}

/** The UTC date on which an instant lies: its midnight is no later. */
export function dateOf(at: Instant): string {
  return formatInstant(at).slice(0, 10);
}
