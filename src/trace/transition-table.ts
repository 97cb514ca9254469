import { IntColumn } from '../model/column.js';

/** No state, no move. */
const NONE = -1;

/** Words of what is noted of a state's first transition: its symbol, the state that follows, the move; the fourth is spare. */
const FIRST = 4;

/** Words of a further transition: its state, its symbol, the state that follows, the move. */
const FURTHER = 4;

/** Further transitions that there is room for at first. */
const FEW = 256;

/**
 * What follows which state by which symbol. A step is a look at memory that no cache holds, so all that it reads lies in one
 * place of 16 bytes: a state's first transition stands with the state, and states are numbered as they are met, so that
 * whoever's history is like another's finds the next one beside it; only further transitions are looked up (open
 * addressing), and stand in the table itself.
 */
export class TransitionTable {
  /** The state and the move of the transition that `find` found or `add` added last. */
  to = NONE;
  move = NONE;
  readonly #first = new IntColumn();
  #further = new Int32Array(FURTHER * FEW).fill(NONE);
  #length = 0;

  /** Memory that states and transitions take. */
  get bytes(): number {
    return this.#first.length * 4 + this.#further.byteLength;
  }

  /** Makes room for so many states. */
  addStates(count: number): void {
    this.#first.extend(count * FIRST, NONE);
  }

  /** @returns whether there is such a transition: `to` and `move` tell of it then */
  find(from: number, symbol: number): boolean {
    const { data: first } = this.#first;
    const own = from * FIRST;
    const move = first[own + 2] ?? NONE;
    if (first[own] === symbol && move !== NONE) {
      this.to = first[own + 1] ?? NONE;
      this.move = move;
      return true;
    }
    if (move === NONE) return false;
    const place = this.#placeOf(from, symbol);
    const further = this.#further;
    if (further[place] === NONE) return false;
    this.to = further[place + 2] ?? NONE;
    this.move = further[place + 3] ?? NONE;
    return true;
  }

  /** Adds a transition that is not there yet. */
  add(from: number, symbol: number, to: number, move: number): void {
    this.to = to;
    this.move = move;
    const { data: first } = this.#first;
    const own = from * FIRST;
    if (first[own + 2] === NONE) {
      first[own] = symbol;
      first[own + 1] = to;
      first[own + 2] = move;
      return;
    }
    // Two thirds of the places are taken at most, so that few looks find one.
    if (++this.#length * FURTHER * 3 > this.#further.length * 2) this.#grow();
    this.#put(from, symbol, to, move);
  }

  /** Where a further transition is, or would be put. */
  #placeOf(from: number, symbol: number): number {
    const further = this.#further;
    const mask = further.length - 1;
    let place = (spread(from, symbol) * FURTHER) & mask;
    while (further[place] !== NONE && (further[place] !== from || further[place + 1] !== symbol)) {
      place = (place + FURTHER) & mask;
    }
    return place;
  }

  #put(from: number, symbol: number, to: number, move: number): void {
    const place = this.#placeOf(from, symbol);
    const further = this.#further;
    further[place] = from;
    further[place + 1] = symbol;
    further[place + 2] = to;
    further[place + 3] = move;
  }

  #grow(): void {
    const before = this.#further;
    this.#further = new Int32Array(before.length * 2).fill(NONE);
    for (let i = 0; i < before.length; i += FURTHER) {
      const [from = NONE, symbol = 0, to = NONE, move = NONE] = before.subarray(i, i + FURTHER);
      if (from !== NONE) this.#put(from, symbol, to, move);
    }
  }
}

/** Spreads pairs of small numbers; multiplication carries upwards, so the upper bits are folded down. */
function spread(from: number, symbol: number): number {
  const h = Math.imul(from, 0x9e3779b1) + Math.imul(symbol, 0x85ebca77);
  return h ^ (h >>> 15);
}
