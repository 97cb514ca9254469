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

/** The union of an ascending array and values that it does not hold, ascending. Linear, but for sorting what is added. */
export function union(sorted: Int32Array, added: readonly number[]): Int32Array {
  if (added.length === 0) return sorted;
  const news = Int32Array.from(added).sort();
  const all = new Int32Array(sorted.length + news.length);
  let i = 0;
  let j = 0;
  for (let k = 0; k < all.length; k++) {
    const mine = sorted[i] ?? Infinity;
    const other = news[j] ?? Infinity;
    all[k] = mine < other ? mine : other;
    if (mine < other) i++;
    else j++;
  }
  return all;
}

export function same(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
