/**
 * Compares two texts by their code points, as the spec's total orders ask (JavaScript's `<` compares UTF-16 units,
 * which differs beyond the basic plane). Returns a negative number, 0 or a positive number.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      // A surrogate stands for a code point above every other unit, though its unit sorts below U+E000..U+FFFF.
      const xs = x >= 0xd800 && x <= 0xdfff;
      const ys = y >= 0xd800 && y <= 0xdfff;
      return xs === ys ? x - y : xs ? 1 : -1;
    }
  }
  return a.length - b.length;
}

/** Compares two lists item by item; a list that is the beginning of the other comes first. */
export function compareList<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compare(a[i] as T, b[i] as T);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The distinct items of a list in code point order. */
export function sortedSet<T extends string>(items: Iterable<T>): T[] {
  return [...new Set(items)].sort(compareText);
}

const CONTROLS =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const NOT_SHOWN = new RegExp(`[${CONTROLS}]`, 'g');
const STYLE_OR_NOT_SHOWN = new RegExp(`\\u001b\\[[0-9;]*m|[${CONTROLS}]`, 'g');

/**
 * A text as it may be shown to people: with U+FFFD in place of control characters, which no HTML has a place for and which
 * order terminals about, and of overrides of writing direction, which could show a name as another. Ends of lines and tabs stay.
 *
 * @param style `'kept'` when the program's own colors for a terminal are in it
 */
export function showable(text: string, style: 'none' | 'kept' = 'none'): string {
  if (style === 'none') return text.replace(NOT_SHOWN, '\ufffd');
  return text.replace(STYLE_OR_NOT_SHOWN, (found) => (found.length > 1 ? found : '\ufffd'));
}
