import { NumberColumn } from '../model/column.js';
import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import { Samples } from './samples.js';
import type { FlowSample } from './shard-result.js';

/** What is counted of each flow while its records go by: records, first and last time, the earliest rows. */
export class FlowCounts {
  readonly #records = new NumberColumn();
  readonly #firstAt = new NumberColumn();
  readonly #lastAt = new NumberColumn();
  readonly #samples: Samples<FlowSample>[] = [];

  /** Makes room for a new flow. */
  add(): void {
    this.#records.push(0);
    this.#firstAt.push(Infinity);
    this.#lastAt.push(-Infinity);
    this.#samples.push(new Samples());
  }

  /** Counts a record; true when it may be among the flow's earliest, and is to be offered. */
  count(flow: number, when: Instant): boolean {
    const { data: records } = this.#records;
    records[flow] = (records[flow] ?? 0) + 1;
    if (when < (this.#firstAt.data[flow] ?? 0)) this.#firstAt.data[flow] = when;
    if (when > (this.#lastAt.data[flow] ?? 0)) this.#lastAt.data[flow] = when;
    return at(this.#samples, flow).admits(when);
  }

  /** @param make completes the sample; called only when it is kept */
  offer(flow: number, when: Instant, row: number, make: () => FlowSample): void {
    at(this.#samples, flow).offer({ at: when, row }, make);
  }

  of(flow: number): { records: number; firstAt: Instant; lastAt: Instant; samples: readonly FlowSample[] } {
    return {
      records: at(this.#records.data, flow),
      firstAt: at(this.#firstAt.data, flow),
      lastAt: at(this.#lastAt.data, flow),
      samples: at(this.#samples, flow).items,
    };
  }
}
