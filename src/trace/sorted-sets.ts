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

/** Numbers of one stretch of memory out of which small sets are cut. */
const STRETCH = 1 << 16;

/** Cuts small arrays out of long ones, as memory of its own for each costs more than what it holds. */
class Stretches {
  #stretch = new Int32Array(STRETCH);
  #used = 0;

  make(length: number): Int32Array {
    if (length > STRETCH / 16) return new Int32Array(length);
    if (this.#used + length > STRETCH) {
      this.#stretch = new Int32Array(STRETCH);
      this.#used = 0;
    }
    return this.#stretch.subarray(this.#used, (this.#used += length));
  }
}

const stretches = new Stretches();

/**
 * The union of an ascending array and values that it does not hold, ascending. Linear, but for sorting what is added.
 *
 * @returns an array that may share its memory with others: copy what is to outlive them, or to cross threads
 */
export function union(sorted: Int32Array, added: readonly number[]): Int32Array {
  if (added.length === 0) return sorted;
  const news = added.length === 1 ? added : [...added].sort((a, b) => a - b);
  const all = stretches.make(sorted.length + news.length);
  let i = 0;
  let k = 0;
  for (const value of news) {
    while (i < sorted.length && (sorted[i] ?? 0) < value) all[k++] = sorted[i++] ?? 0;
    all[k++] = value;
  }
  while (i < sorted.length) all[k++] = sorted[i++] ?? 0;
  return all;
}

export function same(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
