import { NumberColumn } from '../model/column.js';
import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import { monthOf } from '../model/month.js';
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
  /** By flow: records by the month's place in the order in which months were met, as logs span few of all months. */
  readonly #months: NumberColumn[] = [];
  readonly #placeOfMonth = new Map<number, number>();
  #lastMonth = -1;
  #lastPlace = -1;

  /** Makes room for a new situation. */
  addSituation(): void {
    this.records.push(0);
    this.firstAt.push(Infinity);
    this.lastAt.push(-Infinity);
  }

  /** Makes room for a new flow. */
  addFlow(): void {
    this.#samples.push(new Samples());
    this.#months.push(new NumberColumn());
  }

  /** Counts a record; true when it may be among the flow's earliest, and is to be offered. */
  count(situation: number, flow: number, when: Instant): boolean {
    const { data: records } = this.records;
    records[situation] = (records[situation] ?? 0) + 1;
    if (when < (this.firstAt.data[situation] ?? 0)) this.firstAt.data[situation] = when;
    if (when > (this.lastAt.data[situation] ?? 0)) this.lastAt.data[situation] = when;
    const place = this.#placeOf(monthOf(when));
    const months = at(this.#months, flow);
    if (place >= months.length) months.extend(place + 1, 0);
    months.data[place] = (months.data[place] ?? 0) + 1;
    return at(this.#samples, flow).admits(when);
  }

  /** @param make completes the sample; called only when it is kept */
  offer(flow: number, when: Instant, row: number, make: () => FlowSample): void {
    at(this.#samples, flow).offer({ at: when, row }, make);
  }

  of(flow: number): Omit<ShardFlow, 'content'> {
    const months = at(this.#months, flow);
    return {
      months: new Map(
        [...this.#placeOfMonth].flatMap(([month, place]) =>
          place < months.length && at(months.data, place) > 0 ? [[month, at(months.data, place)]] : [],
        ),
      ),
      samples: at(this.#samples, flow).items,
    };
  }

  #placeOf(month: number): number {
    if (month === this.#lastMonth) return this.#lastPlace;
    let place = this.#placeOfMonth.get(month);
    if (place === undefined) this.#placeOfMonth.set(month, (place = this.#placeOfMonth.size));
    this.#lastMonth = month;
    this.#lastPlace = place;
    return place;
  }
}
