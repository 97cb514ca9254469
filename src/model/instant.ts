/**
 * A point in time: microseconds since 1970-01-01T00:00:00Z, as a number. Exact from 1684 to 2255; ends that lie further
 * off ("9999-12-31" for "never") still compare rightly. Infinity and -Infinity stand for "never ends" and "always was".
 */
export type Instant = number;

/** Instants within these bounds (exclusive) are exact to the microsecond. */
export const EXACT_INSTANT_LIMIT = Number.MAX_SAFE_INTEGER;

/** ISO 8601 in UTC, ending in Z, with as many decimals as needed: `2023-06-12T22:49:18.441853Z`. */
export function formatInstant(at: Instant): string {
  const ms = Math.floor(at / 1000);
  const micros = at - ms * 1000;
  const iso = new Date(ms).toISOString();
  const fraction = (iso.slice(-4, -1) + String(micros).padStart(3, '0')).replace(/0+$/, '');
  return iso.slice(0, -5) + (fraction === '' ? 'Z' : `.${fraction}Z`);
}

/** From the first to the last of what has a period each; from Infinity to -Infinity for nothing. */
export function periodOf(items: Iterable<{ readonly firstAt: Instant; readonly lastAt: Instant }>): {
  firstAt: Instant;
  lastAt: Instant;
} {
  let [firstAt, lastAt] = [Infinity, -Infinity];
  for (const item of items) {
    firstAt = Math.min(firstAt, item.firstAt);
    lastAt = Math.max(lastAt, item.lastAt);
  }
  return { firstAt, lastAt };
}
