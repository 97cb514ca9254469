import { IntColumn } from '../model/column.js';
import { mix } from '../model/hash.js';

/**
 * A forest of trails in columns: every trail is the trail that it extends (`parent`, or -1) and one flow more. A trail stands
 * after the one that it extends. Found by open addressing over (parent, flow).
 */
export class TrailTable {
  readonly parent = new IntColumn();
  /** Last flow. */
  readonly flow = new IntColumn();
  /** Number of flows. */
  readonly depth = new IntColumn();
  #slots = new Int32Array(256).fill(-1);

  get size(): number {
    return this.parent.length;
  }

  /** The trail that extends `parent` by `flow`, or -1 when it is not in the table. */
  find(parent: number, flow: number): number {
    return this.#slots[this.#slotOf(parent, flow)] ?? -1;
  }

  /** Adds a trail that is not in the table. */
  add(parent: number, flow: number): number {
    const depth = parent < 0 ? 1 : (this.depth.data[parent] ?? 0) + 1;
    if (this.size * 2 >= this.#slots.length) this.#rehash();
    const slot = this.#slotOf(parent, flow);
    this.depth.push(depth);
    this.flow.push(flow);
    return (this.#slots[slot] = this.parent.push(parent));
  }

  /** The flows of a trail, first to last. */
  path(trail: number): number[] {
    const flows: number[] = [];
    for (let t = trail; t >= 0; t = this.parent.data[t] ?? -1) flows.push(this.flow.data[t] ?? -1);
    return flows.reverse();
  }

  /** Where (parent, flow) is, or the free place where it belongs. */
  #slotOf(parent: number, flow: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(Math.imul(parent + 1, 0x9e3779b1) ^ flow) & mask;
    for (let found = this.#slots[slot] ?? -1; found >= 0; found = this.#slots[slot] ?? -1) {
      if (this.parent.data[found] === parent && this.flow.data[found] === flow) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let t = 0; t < this.size; t++) {
      this.#slots[this.#slotOf(this.parent.data[t] ?? -1, this.flow.data[t] ?? -1)] = t;
    }
  }
}
