import type { History } from '../evidence/history.js';
import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';

/** One person's transfers in time order (then file, then row), in arrays that are reused from person to person. */
export class Events {
  length = 0;
  at = new Float64Array(64);
  row = new Float64Array(64);
  route = new Int32Array(64);
  /** Flow and notice states of each event, set by the walk. */
  flow = new Int32Array(64);
  states = new Int32Array(64);

  load(history: History): void {
    const { from } = history;
    const n = history.to - from;
    if (n > this.at.length) this.#grow(Math.max(n, this.at.length * 2));
    this.length = n;
    let sorted = true;
    for (let i = 0; i < n; i++) {
      const when = at(history.at, from + i);
      const row = at(history.row, from + i);
      this.at[i] = when;
      this.row[i] = row;
      this.route[i] = at(history.route, from + i);
      if (sorted && i > 0) sorted = precedes(at(this.at, i - 1), at(this.row, i - 1), when, row);
    }
    if (!sorted) this.#sort(history);
  }

  /**
   * The rows that prove a trail to be this person's, the earliest that there are: hop by hop, the earliest row that is
   * not before the last one. Greedy choice arrives earliest and is the least hop by hop.
   *
   * @param flows the trail's flows, all of which this person has in a possible order
   */
  earliestChain(flows: readonly number[]): { row: number; at: Instant }[] {
    let from = 0;
    return flows.map((flow) => {
      let i = from;
      while (i < this.length && this.flow[i] !== flow) i++;
      const when = at(this.at, i);
      // Rows of the same instant may follow each other in any order.
      from = i;
      while (from > 0 && this.at[from - 1] === when) from--;
      return { row: at(this.row, i), at: when };
    });
  }

  #sort(history: History): void {
    const order = Array.from({ length: this.length }, (_, i) => history.from + i).sort(
      (a, b) => at(history.at, a) - at(history.at, b) || at(history.row, a) - at(history.row, b),
    );
    order.forEach((from, to) => {
      this.at[to] = at(history.at, from);
      this.row[to] = at(history.row, from);
      this.route[to] = at(history.route, from);
    });
  }

  #grow(size: number): void {
    this.at = new Float64Array(size);
    this.row = new Float64Array(size);
    this.route = new Int32Array(size);
    this.flow = new Int32Array(size);
    this.states = new Int32Array(size);
  }
}

function precedes(at1: number, row1: number, at2: number, row2: number): boolean {
  return at1 < at2 || (at1 === at2 && row1 <= row2);
}
