import type { Instant } from './instant.js';

/** Months are numbered from this year's January: exact instants begin in 1684. */
const FIRST_YEAR = 1600;
const FIRST_DAY = Date.UTC(FIRST_YEAR, 0, 1) / 86_400_000;
/** Months that are numbered. */
export const MONTHS = (2300 - FIRST_YEAR) * 12;
const MICROS_PER_DAY = 86_400_000_000;

/** By day since the first: number of its month. Covers every exact instant (to 2255). */
const MONTH_OF_DAY = new Int16Array(Date.UTC(2300, 0, 1) / 86_400_000 - FIRST_DAY);
for (let year = FIRST_YEAR, month = 0; year < 2300; month++, year = FIRST_YEAR + Math.floor(month / 12)) {
  const day = (m: number): number => Date.UTC(FIRST_YEAR, m, 1) / 86_400_000 - FIRST_DAY;
  MONTH_OF_DAY.fill(month, day(month), day(month + 1));
}

/** The number of the calendar month, in UTC, in which an exact instant lies. Constant time: a look-up. */
export function monthOf(when: Instant): number {
  return MONTH_OF_DAY[Math.floor(when / MICROS_PER_DAY) - FIRST_DAY] ?? 0;
}

/** A month's number as `2024-05`. */
export function formatMonth(month: number): string {
  const year = FIRST_YEAR + Math.floor(month / 12);
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}
