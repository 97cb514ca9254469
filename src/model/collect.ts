/** Items by a key, in the order in which keys and items occur (Map.groupBy, which Node 20 lacks). */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The value under a key, made on first use. */
export function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The item at an index that must exist; an index out of bounds is a defect of the caller. */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} of ${items.length}`);
  return item;
}

/** The least value of some items, Infinity for none; `Math.min(...values)` ends the program where there are many. */
export function least<T>(items: Iterable<T>, valueOf: (item: T) => number): number {
  let found = Infinity;
  for (const item of items) found = Math.min(found, valueOf(item));
  return found;
}

/** The greatest value of some items, -Infinity for none. */
export function greatest<T>(items: Iterable<T>, valueOf: (item: T) => number): number {
  let found = -Infinity;
  for (const item of items) found = Math.max(found, valueOf(item));
  return found;
}

/** A copy of an object without the properties that are undefined: where one is optional, that is not the same. */
export function given<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A copy of an object that lacks some properties. */
export function without<T extends object, K extends string>(object: T, names: readonly K[]): Omit<T, K> {
  const left = Object.entries(object).filter(([name]) => !(names as readonly string[]).includes(name));
  return Object.fromEntries(left) as Omit<T, K>;
}
