/** Compares by code points, as the specification orders texts: UTF-16 units would put astral characters before U+E000. */
export function byCodePoints(a: string, b: string): number {
  const x = Array.from(a, (c) => c.codePointAt(0) ?? 0);
  const y = Array.from(b, (c) => c.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** Compares lists item by item; a prefix comes first. */
export function byItems<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  for (const [i, x] of a.entries()) {
    const y = b[i];
    if (y === undefined) return 1;
    const difference = compare(x, y);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Sorts by the first key that differs: texts by code points, numbers by size, null first. */
export function sortBy<T>(items: readonly T[], ...keys: ((item: T) => string | number | null)[]): T[] {
  return [...items].sort((a, b) => {
    for (const key of keys) {
      const x = key(a);
      const y = key(b);
      if (x === y) continue;
      if (x === null || y === null) return x === null ? -1 : 1;
      const difference =
        typeof x === 'number' && typeof y === 'number' ? x - y : byCodePoints(String(x), String(y));
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

export function distinct<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}
