import { mix } from '../model/hash.js';
import { ListTable } from './list-table.js';
import type { PartTable } from './part-table.js';

/** The states of the walk: pasts as lists of their parts, by the order of the processors at which they are. */
export class StateTable {
  readonly #lists = new ListTable();

  constructor(readonly parts: PartTable) {}

  get length(): number {
    return this.#lists.length;
  }

  /** Memory that the states take, without their parts. */
  get bytes(): number {
    return this.#lists.bytes;
  }

  /** The parts of a state, in the memory of the table. */
  partsOf(state: number): Int32Array {
    return this.#lists.list(state);
  }

  /** The part at a processor, which is none for the person themselves (-1). Linear in parts. */
  partAt(state: number, processor: number): number {
    const { parts } = this;
    for (const part of this.partsOf(state)) if (parts.processor(part) === processor) return part;
    return parts.nothing;
  }

  /** The state of some parts, in the order of their processors. */
  find(parts: Int32Array): number {
    const room = this.#lists.room(parts.length);
    room.set(parts);
    let hash = 0;
    for (const part of parts) hash = (hash + mix(part)) | 0;
    return this.#lists.find(room, hash);
  }

  /**
   * The state in which one part has become another, or has come into being.
   *
   * @param before the part at the processor of the other; none is `parts.nothing`
   */
  become(state: number, before: number, after: number): number {
    const { parts } = this;
    const list = this.partsOf(state);
    const added = before === parts.nothing ? 1 : 0;
    const room = this.#lists.room(list.length + added);
    const processor = parts.processor(after);
    let k = 0;
    while (k < list.length && parts.processor(list[k] ?? 0) < processor) {
      room[k] = list[k] ?? 0;
      k++;
    }
    room[k] = after;
    room.set(list.subarray(k + 1 - added), k + 1);
    const hash = this.#lists.hash(state) + mix(after) - (added === 1 ? 0 : mix(before));
    return this.#lists.find(room, hash | 0);
  }
}
