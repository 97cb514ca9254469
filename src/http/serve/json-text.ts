import { randomUUID } from 'node:crypto';

/** Marks whole numbers that only a bigint holds; nobody outside can know it. */
const MARK = `bigint ${randomUUID()} `;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** A value as JSON. Whole numbers beyond 2^53 are written out, as JSON's numbers have no bounds. */
export function jsonText(value: unknown): string {
  const bigints: bigint[] = [];
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'bigint') return part;
    bigints.push(part);
    return `${MARK}${part}`;
  });
  return bigints.length > 0 ? text.replaceAll(MARKED, '$1') : text;
}
