/** Binary search: whether an ascending array holds a value. */
export function has(sorted: Int32Array, value: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] ?? 0;
    if (found === value) return true;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/**
 * Writes the union of an ascending array and values that it does not hold, ascending. Linear, but for sorting what is added.
 *
 * @param into has room for all of them, from the place `from` on
 * @returns the place after the last
 */
export function writeUnion(
  sorted: Int32Array,
  added: readonly number[],
  into: Int32Array,
  from: number,
): number {
  if (added.length === 0) {
    into.set(sorted, from);
    return from + sorted.length;
  }
  const news = added.length === 1 ? added : [...added].sort((a, b) => a - b);
  let i = 0;
  let k = from;
  for (const value of news) {
    while (i < sorted.length && (sorted[i] ?? 0) < value) into[k++] = sorted[i++] ?? 0;
    into[k++] = value;
  }
  while (i < sorted.length) into[k++] = sorted[i++] ?? 0;
  return k;
}

/** True for sets of the same numbers. Linear. */
export function same(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
