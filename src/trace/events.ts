import type { History } from '../evidence/history.js';
import { packRow } from '../evidence/history.js';
import { at } from '../model/collect.js';
import type { ChainRow } from './witnesses.js';

/** One person's transfers in time order (then file, then row), in arrays that are reused from person to person. */
export class Events {
  length = 0;
  at = new Float64Array(64);
  /** File and row in one number, as the layout has it; `rowOf` tells them. */
  place = new Float64Array(64);
  route = new Int32Array(64);
  /** Flow of each event, set by the walk. */
  flow = new Int32Array(64);

  #oneFile = 1;
  /** Where events are merged to. */
  #spare = columnsOf(64);

  /** Takes the transfers of a history in, in place of those before; sorts them only where they are not in order. */
  load({ at: times, code, layout, from, to }: History): void {
    const n = to - from;
    if (n > this.at.length) this.#grow(Math.max(n, this.at.length * 2));
    this.length = n;
    this.#oneFile = 2 ** layout.rowBits;
    const routeShift = layout.placeBits - 32;
    const upperMask = 2 ** routeShift - 1;
    let sorted = true;
    let lastAt = -Infinity;
    let lastPlace = -Infinity;
    for (let i = 0; i < n; i++) {
      const upper = code[2 * (from + i) + 1] ?? 0;
      const place = (code[2 * (from + i)] ?? 0) + (upper & upperMask) * 0x100000000;
      const when = times[from + i] ?? 0;
      this.at[i] = when;
      this.place[i] = place;
      this.route[i] = upper >>> routeShift;
      if (when < lastAt || (when === lastAt && place < lastPlace)) sorted = false;
      lastAt = when;
      lastPlace = place;
    }
    if (!sorted) this.#sort();
  }

  /** Packed file and row of an event. */
  rowOf(event: number): number {
    const place = at(this.place, event);
    const file = Math.floor(place / this.#oneFile);
    return packRow({ file, row: place - file * this.#oneFile });
  }

  /**
   * The rows that prove a trail to be this person's, the earliest that there are: hop by hop, the earliest row that is
   * not before the last one. Greedy choice arrives earliest and is the least hop by hop.
   *
   * @param flows the trail's flows, all of which this person has in a possible order
   */
  earliestChain(flows: readonly number[]): ChainRow[] {
    let from = 0;
    return flows.map((flow) => {
      let i = from;
      while (i < this.length && this.flow[i] !== flow) i++;
      const when = at(this.at, i);
      // Rows of the same instant may follow each other in any order.
      from = i;
      while (from > 0 && this.at[from - 1] === when) from--;
      return { row: this.rowOf(i), at: when };
    });
  }

  /**
   * Natural merge sort: events come in few ascending runs, as logs are written in time order and a few threads read them at
   * once. Linear in events, and logarithmic in runs.
   */
  #sort(): void {
    const { length } = this;
    let runs = [0];
    for (let i = 1; i < length; i++) if (precedes(this, i, i - 1)) runs.push(i);
    while (runs.length > 1) {
      const merged: number[] = [];
      for (let r = 0; r < runs.length; r += 2) {
        const first = runs[r] ?? 0;
        merged.push(first);
        merge(this, this.#spare, first, runs[r + 1] ?? length, runs[r + 2] ?? length);
      }
      const { at: times, place, route } = this;
      ({ at: this.at, place: this.place, route: this.route } = this.#spare);
      this.#spare = { at: times, place, route };
      runs = merged;
    }
  }

  #grow(size: number): void {
    ({ at: this.at, place: this.place, route: this.route } = columnsOf(size));
    this.#spare = columnsOf(size);
    this.flow = new Int32Array(size);
  }
}

/** What is sorted of events. */
type Columns = ReturnType<typeof columnsOf>;

function columnsOf(size: number) {
  return { at: new Float64Array(size), place: new Float64Array(size), route: new Int32Array(size) };
}

/** Whether an event comes before another: by time, then file and row. */
function precedes({ at: times, place }: Columns, a: number, b: number): boolean {
  const first = times[a] ?? 0;
  const second = times[b] ?? 0;
  return first < second || (first === second && (place[a] ?? 0) < (place[b] ?? 0));
}

/** Merges two ascending runs, [first, second) and [second, end), into the same places of other columns. */
function merge(from: Columns, to: Columns, first: number, second: number, end: number): void {
  let a = first;
  let b = second;
  for (let k = first; k < end; k++) {
    const next = a >= second || (b < end && precedes(from, b, a)) ? b++ : a++;
    to.at[k] = from.at[next] ?? 0;
    to.place[k] = from.place[next] ?? 0;
    to.route[k] = from.route[next] ?? 0;
  }
}
