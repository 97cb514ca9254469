import { NumberColumn } from '../model/column.js';
import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import { MonthCounts } from './month-counts.js';
import { Samples } from './samples.js';
import type { FlowSample, ShardFlow } from './shard-result.js';

/**
 * What is counted while records go by: of each situation the records, first and last time; of each flow the records by
 * month and the earliest rows.
 */
export class FlowCounts {
  /** By situation. */
  readonly records = new NumberColumn();
  readonly firstAt = new NumberColumn();
  readonly lastAt = new NumberColumn();
  readonly #samples: Samples<FlowSample>[] = [];
  /** By flow: a record of a later time cannot be among the earliest. */
  readonly #latest = new NumberColumn();
  readonly #months = new MonthCounts();

  /** Makes room for a new situation. */
  addSituation(): void {
    this.records.push(0);
    this.firstAt.push(Infinity);
    this.lastAt.push(-Infinity);
  }

  /** Makes room for a new flow. */
  addFlow(): void {
    this.#samples.push(new Samples());
    this.#latest.push(Infinity);
    this.#months.addFlow();
  }

  /** Counts a record; true when it may be among the flow's earliest, and is to be offered. */
  count(situation: number, flow: number, when: Instant): boolean {
    const { data: records } = this.records;
    const { data: firstAt } = this.firstAt;
    const { data: lastAt } = this.lastAt;
    records[situation] = (records[situation] ?? 0) + 1;
    if (when < (firstAt[situation] ?? 0)) firstAt[situation] = when;
    if (when > (lastAt[situation] ?? 0)) lastAt[situation] = when;
    this.#months.count(flow, when);
    return when <= (this.#latest.data[flow] ?? 0);
  }

  /** @param make completes the sample; called only when it is kept */
  offer(flow: number, when: Instant, row: number, make: () => FlowSample): void {
    const samples = at(this.#samples, flow);
    samples.offer({ at: when, row }, make);
    this.#latest.data[flow] = samples.latest;
  }

  of(flow: number): Omit<ShardFlow, 'content'> {
    return { months: this.#months.of(flow), samples: at(this.#samples, flow).items };
  }
}
