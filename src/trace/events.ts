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

  #sort(): void {
    const { at: times, place: places, route: routes } = this;
    const old = {
      at: times.slice(0, this.length),
      place: places.slice(0, this.length),
      route: routes.slice(0, this.length),
    };
    const order = Array.from(old.at.keys()).sort(
      (a, b) => at(old.at, a) - at(old.at, b) || at(old.place, a) - at(old.place, b),
    );
    order.forEach((from, to) => {
      times[to] = at(old.at, from);
      places[to] = at(old.place, from);
      routes[to] = at(old.route, from);
    });
  }

  #grow(size: number): void {
    this.at = new Float64Array(size);
    this.place = new Float64Array(size);
    this.route = new Int32Array(size);
    this.flow = new Int32Array(size);
  }
}
