import { compareText } from '../model/text.js';
import { at } from '../model/collect.js';
import { IntColumn, NumberColumn } from '../model/column.js';
import { mix } from '../model/hash.js';
import type { Instant } from '../model/instant.js';
import { ListPool } from './list-pool.js';

/** No move; no list. */
const NONE = -1;

/** Bytes of a move beside its lists: its columns, its two places in the table, and a person's text. */
const BYTES_EACH = 40 + 8 + 48;

/** What a move does to a person's past. */
export interface Done {
  /** The part that its recipient's becomes. */
  readonly after: number;
  /** Trails that are reached by it for the first time. */
  readonly trails: readonly number[];
  /** Arrivals that it delivers, whether or not for the first time. */
  readonly arrivals: readonly number[];
}

/**
 * What flows do to parts of pasts: a *move* is a flow, with the part of the past at its sender and that at its recipient. Pasts
 * that have nothing else in common share it, so there are far fewer than transitions. When it happened first and last, and to
 * whom first, is kept here. Found by open addressing.
 */
export class MoveTable {
  readonly #sender = new IntColumn();
  readonly #recipient = new IntColumn();
  readonly #flow = new IntColumn();
  readonly #after = new IntColumn();
  /** Where the trails are that it reaches for the first time, and the arrivals. */
  readonly #trails = new IntColumn();
  readonly #arrivals = new IntColumn();
  readonly #lists = new ListPool();
  /** By move, side by side: when it happened first, and last. */
  readonly #times = new NumberColumn();
  /** Where trails are new: of the persons at the first time at which it happened the least by code points. */
  readonly #minUser: string[] = [];
  #slots = new Int32Array(1024).fill(NONE);

  get length(): number {
    return this.#after.length;
  }

  /** Memory that moves take. */
  get bytes(): number {
    return this.#lists.size * 4 + this.length * BYTES_EACH;
  }

  /** @returns the move; -1 when there is none */
  find(sender: number, recipient: number, flow: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = place(sender, recipient, flow) & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot] ?? NONE;
      if (found === NONE) return NONE;
      if (
        this.#sender.data[found] === sender &&
        this.#recipient.data[found] === recipient &&
        this.#flow.data[found] === flow
      ) {
        return found;
      }
    }
  }

  /** Adds a move that is not there yet. */
  add(sender: number, recipient: number, flow: number, done: Done): number {
    this.#sender.push(sender);
    this.#recipient.push(recipient);
    this.#flow.push(flow);
    const number = this.addOfSeveral(done);
    if (this.length * 2 > this.#slots.length) this.#grow();
    else this.#put(number);
    return number;
  }

  /** Adds what several flows of one instant do together; it is not found again. */
  addOfSeveral({ after, trails, arrivals }: Done): number {
    const number = this.#after.push(after);
    for (const column of [this.#sender, this.#recipient, this.#flow]) column.extend(this.length, NONE);
    this.#trails.push(trails.length === 0 ? NONE : this.#lists.add(trails));
    this.#arrivals.push(arrivals.length === 0 ? NONE : this.#lists.add(arrivals));
    this.#times.push(Infinity);
    this.#times.push(-Infinity);
    this.#minUser.push('');
    return number;
  }

  /** The part at the recipient that a move leads to. */
  after(move: number): number {
    return this.#after.data[move] ?? 0;
  }

  /** Notes that a move happens; true when it never happened before that time, so that it may be the first of all. */
  happens(move: number, when: Instant): boolean {
    const { data: times } = this.#times;
    if (when > (times[2 * move + 1] ?? 0)) times[2 * move + 1] = when;
    return when <= (times[2 * move] ?? 0);
  }

  /** Whether a person's text comes before that of everyone else for whom a move happened at its first time. */
  isLeast(move: number, when: Instant, userId: string): boolean {
    if (when === this.minAt(move) && compareText(userId, at(this.#minUser, move)) >= 0) return false;
    this.#minUser[move] = userId;
    return true;
  }

  /** The trails that a move reaches for the first time. */
  trails(move: number): Int32Array {
    return this.#list(this.#trails.data[move] ?? NONE);
  }

  /** The arrivals that a move delivers, whether or not for the first time. */
  arrivals(move: number): Int32Array {
    return this.#list(this.#arrivals.data[move] ?? NONE);
  }

  /** When a move happened first; Infinity when it never did. */
  minAt(move: number): Instant {
    return this.#times.data[2 * move] ?? Infinity;
  }

  /** When a move happened last; -Infinity when it never did. */
  maxAt(move: number): Instant {
    return this.#times.data[2 * move + 1] ?? -Infinity;
  }

  /** Notes when a move happened first: whoever does has seen that it is the first (`happens`). */
  setMinAt(move: number, when: Instant): void {
    this.#times.data[2 * move] = when;
  }

  #list(place: number): Int32Array {
    return place === NONE ? NO_LIST : this.#lists.list(place);
  }

  #put(move: number): void {
    const sender = at(this.#sender.data, move);
    if (sender === NONE) return;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = place(sender, at(this.#recipient.data, move), at(this.#flow.data, move)) & mask;
    while (slots[slot] !== NONE) slot = (slot + 1) & mask;
    slots[slot] = move;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    for (let move = 0; move < this.length; move++) this.#put(move);
  }
}

const NO_LIST = new Int32Array();

function place(sender: number, recipient: number, flow: number): number {
  return mix(Math.imul(sender, 0x9e3779b1) + Math.imul(recipient, 0x85ebca77) + flow);
}
