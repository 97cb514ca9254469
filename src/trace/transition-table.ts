import { IntColumn } from '../model/column.js';

/** No transition. */
const NONE = -1;

/** Bytes of a transition: its columns, and its two places in the table of further ones. */
const BYTES_EACH = 16 + 8;

/**
 * What follows which state by which symbol. States and transitions are numbered as they are met, so that what one person's
 * history meets first lies together in memory, and whoever's is like it finds it in the cache: each state's first
 * transition stands with the state, only further ones are looked up (open addressing).
 */
export class TransitionTable {
  /** By state: the symbol of its first transition, and that transition. */
  readonly #firstSymbol = new IntColumn();
  readonly #first = new IntColumn();
  /** By transition: its state, symbol, the state that follows, and the move (`MoveTable`) that leads there. */
  readonly #from = new IntColumn();
  readonly #symbol = new IntColumn();
  readonly #to = new IntColumn();
  readonly #move = new IntColumn();
  /** Further transitions by a hash of state and symbol. */
  #slots = new Int32Array(1024).fill(NONE);
  #further = 0;

  get length(): number {
    return this.#to.length;
  }

  /** Memory that states and transitions take. */
  get bytes(): number {
    return this.length * BYTES_EACH + this.#first.length * 8;
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
   * Adds a transition that is not there yet.
   *
   * @returns its number, which is the next
   */
  add(from: number, symbol: number, to: number, move: number): number {
    const number = this.#to.push(to);
    this.#from.push(from);
    this.#symbol.push(symbol);
    this.#move.push(move);
    if (this.#first.data[from] === NONE) {
      this.#first.data[from] = number;
      this.#firstSymbol.data[from] = symbol;
      return number;
    }
    if (++this.#further * 2 > this.#slots.length) this.#grow();
    this.#put(number);
    return number;
  }

  to(transition: number): number {
    return this.#to.data[transition] ?? 0;
  }

  move(transition: number): number {
    return this.#move.data[transition] ?? 0;
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

/** Spreads pairs of small numbers; multiplication carries upwards, so the upper bits are folded down. */
function place(from: number, symbol: number): number {
  const h = Math.imul(from, 0x9e3779b1) + Math.imul(symbol, 0x85ebca77);
  return h ^ (h >>> 15);
}
