import { randomUUID } from 'node:crypto';

/** Marks whole numbers that only a bigint holds; nobody outside can know it. */
const MARK = `bigint ${randomUUID()} `;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** A value as JSON. Whole numbers beyond 2^53 are written out, as JSON's numbers have no bounds. */
export function jsonText(value: unknown): string {
  let marked = false;
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'bigint') return part;
    marked = true;
    return `${MARK}${part}`;
  });
  return marked ? text.replaceAll(MARKED, '$1') : text;
}
