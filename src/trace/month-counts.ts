import type { Instant } from '../model/instant.js';
import { monthOf, MONTHS } from '../model/month.js';

/** Places for months that a table has room for at first. */
const FEW_MONTHS = 32;

/**
 * Records of each flow by month, in one table: a row for each flow, and a column for each month in the order in which
 * months were met, as logs span few of all months.
 */
export class MonthCounts {
  /** By month: its column, or -1. */
  readonly #columnOf = new Int16Array(MONTHS).fill(-1);
  readonly #months: number[] = [];
  #flows = 0;
  #width = FEW_MONTHS;
  #table = new Float64Array(64 * FEW_MONTHS);

  /** Makes room for a new flow. */
  addFlow(): void {
    if (++this.#flows * this.#width > this.#table.length) this.#lay(this.#width, this.#flows * 2);
  }

  count(flow: number, when: Instant): void {
    const month = monthOf(when);
    let column = this.#columnOf[month] ?? -1;
    if (column < 0) column = this.#add(month);
    const place = flow * this.#width + column;
    this.#table[place] = (this.#table[place] ?? 0) + 1;
  }

  /** The records of a flow by number of the month; months without any are left out. */
  of(flow: number): Map<number, number> {
    const row = this.#table.subarray(flow * this.#width, (flow + 1) * this.#width);
    return new Map(
      this.#months.flatMap((month, column): [number, number][] => {
        const records = row[column] ?? 0;
        return records > 0 ? [[month, records]] : [];
      }),
    );
  }

  #add(month: number): number {
    const column = this.#months.push(month) - 1;
    this.#columnOf[month] = column;
    if (column >= this.#width) this.#lay(this.#width * 2, this.#table.length / this.#width);
    return column;
  }

  /** Lays the table out anew, wider or longer. */
  #lay(width: number, flows: number): void {
    const table = new Float64Array(width * flows);
    for (let flow = 0; flow < Math.min(flows, this.#table.length / this.#width); flow++) {
      table.set(this.#table.subarray(flow * this.#width, (flow + 1) * this.#width), flow * width);
    }
    this.#table = table;
    this.#width = width;
  }
}
