import { IntColumn, NumberColumn } from '../model/column.js';
import { at, getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import { compareText } from '../model/text.js';

/** A chain of log rows that proves a trail. */
export interface ChainRow {
  /** Packed file and row. */
  readonly row: number;
  readonly at: Instant;
}

/** Witnesses as plain columns, which cross threads and machines. */
export interface WitnessColumns {
  /** By trail: instant of the last row. */
  readonly at: Float64Array;
  /** By trail: index of the person in `users`. */
  readonly user: Int32Array;
  /** By trail: place of its first row in `rows` and `rowAt`, of as many as it has flows; -1 where only its end is known. */
  readonly start: Int32Array;
  readonly rows: Float64Array;
  readonly rowAt: Float64Array;
  readonly users: readonly string[];
}

/**
 * The least witness met so far of each trail: the one whose last row is earliest; of those, of the least person by code
 * points. (The rows of one person are chosen by `Events.earliestChain`.)
 */
export class Witnesses {
  readonly #at = new NumberColumn();
  readonly #user = new IntColumn();
  readonly #start = new IntColumn();
  readonly #rows = new NumberColumn();
  readonly #rowAt = new NumberColumn();
  readonly #users: string[] = [];
  readonly #userIndex = new Map<string, number>();

  /** True when a chain of this person that ends then would be the least so far. */
  improves(trail: number, when: Instant, userId: string): boolean {
    const best = trail < this.#at.length ? (this.#at.data[trail] ?? Infinity) : Infinity;
    if (when !== best) return when < best;
    return compareText(userId, this.#users[this.#user.data[trail] ?? -1] ?? '') < 0;
  }

  /** Keeps a chain, which must be as long as any other of the trail. */
  keep(trail: number, userId: string, chain: readonly ChainRow[]): void {
    this.#setEnd(trail, userId, chain.at(-1)?.at ?? Infinity);
    let start = this.#start.data[trail] ?? -1;
    if (start < 0) {
      this.#start.data[trail] = start = this.#rows.length;
      this.#rows.extend(start + chain.length, 0);
      this.#rowAt.extend(start + chain.length, 0);
    }
    chain.forEach((c, i) => {
      this.#rows.data[start + i] = c.row;
      this.#rowAt.data[start + i] = c.at;
    });
  }

  /** Keeps the end of a chain of which no more is known. */
  keepEnd(trail: number, userId: string, when: Instant): void {
    this.#setEnd(trail, userId, when);
    this.#start.data[trail] = -1;
  }

  /** The time and person of a trail's witness; undefined when it has none. */
  end(trail: number): { at: Instant; userId: string } | undefined {
    const userId = this.#users[trail < this.#user.length ? at(this.#user.data, trail) : -1];
    return userId === undefined ? undefined : { at: at(this.#at.data, trail), userId };
  }

  /** Leaves a trail without a witness, until one is kept again. */
  forget(trail: number): void {
    this.#at.data[trail] = Infinity;
    this.#user.data[trail] = -1;
  }

  /** Gives the rows of all witnesses other numbers. */
  renumberRows(numberOf: (row: number) => number): void {
    for (let i = 0; i < this.#rows.length; i++) this.#rows.data[i] = numberOf(at(this.#rows.data, i));
  }

  /** @param hops number of the trail's flows */
  chain(trail: number, hops: number): { userId: string; rows: ChainRow[] } {
    return chainOf(this.columns(false), trail, hops);
  }

  /** @param packed false for columns that are only looked at, and may be longer than they should be */
  columns(packed = true): WitnessColumns {
    const data = <T>(column: { data: T; packed(): T }): T => (packed ? column.packed() : column.data);
    return {
      at: data(this.#at),
      user: data(this.#user),
      start: data(this.#start),
      rows: data(this.#rows),
      rowAt: data(this.#rowAt),
      users: this.#users,
    };
  }

  #setEnd(trail: number, userId: string, when: Instant): void {
    this.#at.extend(trail + 1, Infinity);
    this.#user.extend(trail + 1, -1);
    this.#start.extend(trail + 1, -1);
    this.#at.data[trail] = when;
    this.#user.data[trail] = getOrMake(this.#userIndex, userId, () => this.#users.push(userId) - 1);
  }
}

/** A witness out of its columns, which know more than its end. */
export function chainOf(
  w: WitnessColumns,
  trail: number,
  hops: number,
): { userId: string; rows: ChainRow[] } {
  const start = w.start[trail] ?? 0;
  return {
    userId: w.users[w.user[trail] ?? -1] ?? '',
    rows: Array.from({ length: hops }, (_, i) => ({
      row: w.rows[start + i] ?? 0,
      at: w.rowAt[start + i] ?? 0,
    })),
  };
}
