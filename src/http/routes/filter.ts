import { without } from '../../model/collect.js';
import { compareText } from '../../model/text.js';

/** One condition of a filter; undefined where it was not asked for. */
export type Test<T> = ((item: T) => boolean) | undefined;

/** Passes items with one of the values asked for. */
export function oneOf<T>(values: readonly string[] | undefined, of: (item: T) => string | null): Test<T> {
  if (values === undefined) return undefined;
  const wanted = new Set<string | null>(values);
  return (item) => wanted.has(of(item));
}

/** Passes items of whose values one is asked for. */
export function anyOf<T>(values: readonly string[] | undefined, of: (item: T) => Iterable<string>): Test<T> {
  if (values === undefined) return undefined;
  const wanted = new Set(values);
  return (item) => {
    for (const value of of(item)) if (wanted.has(value)) return true;
    return false;
  };
}

/** Passes items of which something is as asked for. */
export function is<T>(value: boolean | undefined, of: (item: T) => boolean): Test<T> {
  return value === undefined ? undefined : (item) => of(item) === value;
}

/** Passes items with so much or more. */
export function atLeast<T>(value: number | undefined, of: (item: T) => number): Test<T> {
  return value === undefined ? undefined : (item) => of(item) >= value;
}

/** Items that pass every test. Linear. */
export function filtered<T>(items: readonly T[], tests: readonly Test<T>[]): readonly T[] {
  const asked = tests.filter((t) => t !== undefined);
  return asked.length === 0 ? items : items.filter((item) => asked.every((test) => test(item)));
}

/** By what a list may be ordered. */
export type Keys<T> = Readonly<Record<string, (item: T) => number | string>>;

/**
 * Items in an order such as `people` or `-people`; those that agree in it stay as they are listed, so that the order is
 * total. Without one, or by `listed`, they stay as they are.
 */
export function ordered<T>(items: readonly T[], order: string | undefined, keys: Keys<T>): readonly T[] {
  const name = order?.replace(/^-/, '') ?? 'listed';
  const key = keys[name];
  if (key === undefined) return items;
  const sign = order?.startsWith('-') === true ? -1 : 1;
  return [...items].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    const order = typeof x === 'string' || typeof y === 'string' ? compareText(String(x), String(y)) : x - y;
    return sign * order;
  });
}

const NO_FILTERS = ['from', 'to', 'limit', 'cursor'] as const;

/** What a query asks of the items themselves: all but the window and the page. */
export function filtersOf<Q extends object>(query: Q): Omit<Q, (typeof NO_FILTERS)[number]> {
  return without(query, NO_FILTERS);
}
