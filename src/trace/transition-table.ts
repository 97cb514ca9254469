import { IntColumn, NumberColumn } from '../model/column.js';
import type { Instant } from '../model/instant.js';
import { ListPool } from './list-pool.js';

/** No transition; no list. */
const NONE = -1;

/** Bytes of a transition beside its lists: its columns, and its two places in the table of further ones. */
const BYTES_EACH = 40 + 8;

/**
 * What follows which state by which symbol, and when that happened first and last. States and transitions are numbered as they
 * are met, so that what one person's history meets first lies together in memory, and whoever's is like it finds it in the
 * cache: each state's first transition stands with the state, only further ones are looked up (open addressing).
 */
export class TransitionTable {
  /** By state: the symbol of its first transition, and that transition. */
  readonly #firstSymbol = new IntColumn();
  readonly #first = new IntColumn();
  /** By transition: its state, symbol, and the state that follows. */
  readonly #from = new IntColumn();
  readonly #symbol = new IntColumn();
  readonly #to = new IntColumn();
  /** By transition: where the trails are that it reaches for the first time, and the arrivals that it delivers. */
  readonly #newTrails = new IntColumn();
  readonly #arrivals = new IntColumn();
  readonly #lists = new ListPool();
  /** By transition. */
  readonly #minAt = new NumberColumn();
  readonly #maxAt = new NumberColumn();
  /** Further transitions by a hash of state and symbol. */
  #slots = new Int32Array(1024).fill(NONE);
  #further = 0;

  get length(): number {
    return this.#to.length;
  }

  /** Memory that states and transitions take. */
  get bytes(): number {
    return this.#lists.size * 4 + this.length * BYTES_EACH + this.#first.length * 8;
  }

  /** Makes room for so many states. */
  addStates(count: number): void {
    this.#firstSymbol.extend(count, 0);
    this.#first.extend(count, NONE);
  }

  /** @returns the transition; -1 when there is none */
  find(from: number, symbol: number): number {
    const first = this.#first.data[from] ?? NONE;
    if (first === NONE || this.#firstSymbol.data[from] === symbol) return first;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = place(from, symbol) & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot] ?? NONE;
      if (found === NONE) return NONE;
      if (this.#symbol.data[found] === symbol && this.#from.data[found] === from) return found;
    }
  }

  /**
   * Adds a transition that is not there yet, and that never happened.
   *
   * @param newTrails trails that are reached by it for the first time
   * @param arrivals those that it delivers, whether or not for the first time
   * @returns its number, which is the next
   */
  add(
    from: number,
    symbol: number,
    to: number,
    newTrails: readonly number[],
    arrivals: readonly number[],
  ): number {
    const number = this.#to.push(to);
    this.#from.push(from);
    this.#symbol.push(symbol);
    this.#newTrails.push(newTrails.length === 0 ? NONE : this.#lists.add(newTrails));
    this.#arrivals.push(arrivals.length === 0 ? NONE : this.#lists.add(arrivals));
    this.#minAt.push(Infinity);
    this.#maxAt.push(-Infinity);
    if (this.#first.data[from] === NONE) {
      this.#first.data[from] = number;
      this.#firstSymbol.data[from] = symbol;
      return number;
    }
    if (++this.#further * 2 > this.#slots.length) this.#grow();
    this.#put(number);
    return number;
  }

  /** Notes that a transition happens; true when it never happened before that time, so that it may be the first of all. */
  happens(transition: number, when: Instant): boolean {
    const { data: maxAt } = this.#maxAt;
    if (when > (maxAt[transition] ?? 0)) maxAt[transition] = when;
    return when <= (this.#minAt.data[transition] ?? 0);
  }

  to(transition: number): number {
    return this.#to.data[transition] ?? 0;
  }

  newTrails(transition: number): Int32Array {
    return this.#list(this.#newTrails.data[transition] ?? NONE);
  }

  arrivals(transition: number): Int32Array {
    return this.#list(this.#arrivals.data[transition] ?? NONE);
  }

  minAt(transition: number): Instant {
    return this.#minAt.data[transition] ?? Infinity;
  }

  maxAt(transition: number): Instant {
    return this.#maxAt.data[transition] ?? -Infinity;
  }

  setMinAt(transition: number, when: Instant): void {
    this.#minAt.data[transition] = when;
  }

  #list(place: number): Int32Array {
    return place === NONE ? NO_LIST : this.#lists.list(place);
  }

  #put(transition: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = place(this.#from.data[transition] ?? 0, this.#symbol.data[transition] ?? 0) & mask;
    while (slots[slot] !== NONE) slot = (slot + 1) & mask;
    slots[slot] = transition;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2).fill(NONE);
    for (const transition of before) if (transition !== NONE) this.#put(transition);
  }
}

const NO_LIST = new Int32Array();

/** Spreads pairs of small numbers; multiplication carries upwards, so the upper bits are folded down. */
function place(from: number, symbol: number): number {
  const h = Math.imul(from, 0x9e3779b1) + Math.imul(symbol, 0x85ebca77);
  return h ^ (h >>> 15);
}
