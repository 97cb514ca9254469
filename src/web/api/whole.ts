import { ApiError } from './errors.js';

/** Items of a list that are read at most: more of them nobody looks through in a browser. */
export const MOST_READ = 20_000;

/** A list, whole or as far as it is read. */
export interface Whole<T> {
  readonly items: readonly T[];
  /** Items that there are, read or not. */
  readonly total: number;
  /** Cursor of what was not read; null when the list is whole. */
  readonly next: string | null;
}

/** Beginnings, in a row, that a new analysis may bring to nothing. */
const MOST_BEGINNINGS = 3;

/**
 * Reads a list page after page. A cursor of a former analysis leads nowhere: it is begun again then, as parts of two analyses
 * are no list.
 *
 * @param page reads the page that a cursor leads to; the first one without
 * @param most items from which on no further page is read
 * @throws what a page comes to
 */
export async function wholeOf<T>(
  page: (cursor: string | null) => Promise<Whole<T>>,
  most: number,
): Promise<Whole<T>> {
  for (let beginning = 1; ; beginning++) {
    try {
      const first = await page(null);
      const items = [...first.items];
      let { total, next } = first;
      while (next !== null && items.length < most) {
        const more = await page(next);
        for (const item of more.items) items.push(item);
        ({ total, next } = more);
      }
      return { items, total, next };
    } catch (error) {
      if (beginning === MOST_BEGINNINGS || !isGone(error)) throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'CURSOR_GONE';
}
