import { at } from '../model/collect.js';
import { IntColumn } from '../model/column.js';
import { mix } from '../model/hash.js';
import { ListPool } from './list-pool.js';
import { same } from './sorted-sets.js';

const NONE = -1;

/** Bytes of a list beside its numbers: its columns, and its two places in the table in which it is looked up. */
const BYTES_EACH = 8 + 8;

/** Lists of 32-bit whole numbers, each once, numbered as they are met. Found by open addressing over a hash that is given. */
export class ListTable {
  readonly #lists = new ListPool();
  /** By list: where its numbers are, and their hash. */
  readonly #place = new IntColumn();
  readonly #hash = new IntColumn();
  #slots = new Int32Array(1024).fill(NONE);

  get length(): number {
    return this.#place.length;
  }

  /** Memory that the lists take. */
  get bytes(): number {
    return this.#lists.size * 4 + this.length * BYTES_EACH;
  }

  /** A list, in the memory of the table. */
  list(number: number): Int32Array {
    return this.#lists.list(at(this.#place.data, number));
  }

  hash(number: number): number {
    return at(this.#hash.data, number);
  }

  /** Room for a list, to be filled and then looked up; until then, the next room is the same. */
  room(length: number): Int32Array {
    return this.#lists.room(length);
  }

  /**
   * The number of the list that fills the room given last: that of its like, or a new one.
   *
   * @param hash of its numbers: the same for the same lists
   */
  find(list: Int32Array, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(hash) & mask;
    for (let known = this.#slots[slot] ?? NONE; known !== NONE; known = this.#slots[slot] ?? NONE) {
      if (this.#hash.data[known] === hash && same(this.list(known), list)) return known;
      slot = (slot + 1) & mask;
    }
    // Written where it stays when it is new: what was compared is one list with another.
    const number = this.#place.push(this.#lists.keep(list.length));
    this.#slots[slot] = number;
    this.#hash.push(hash);
    if (this.length * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.length; number++) {
      let slot = mix(this.hash(number)) & mask;
      while (this.#slots[slot] !== NONE) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }
}
