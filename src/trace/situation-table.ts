import { getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';

/** How many records, and when the first and the last was. */
export interface Recorded {
  records: number;
  firstAt: Instant;
  lastAt: Instant;
}

/** Adds records to what is counted. */
export function addRecords(sum: Recorded, { records, firstAt, lastAt }: Readonly<Recorded>): void {
  sum.records += records;
  sum.firstAt = Math.min(sum.firstAt, firstAt);
  sum.lastAt = Math.max(sum.lastAt, lastAt);
}

/** A situation of all shards. */
export interface SummedSituation extends Recorded {
  /** Index of the flow. */
  readonly flow: number;
  readonly period: number;
  readonly notices: string;
}

/** Situations beyond so many are not kept: persons who each have consents of their own kind may have as many. */
const MOST = 100_000;

/** Adds up the situations of all shards (law/flow-book.ts), as long as they are no more than are kept. */
export class SituationTable {
  #byKey: Map<string, SummedSituation> | null = new Map<string, SummedSituation>();

  /** @param most situations; beyond it none is kept */
  constructor(readonly most = MOST) {}

  /** Adds what was counted of a situation. Once there are more than are kept, all are forgotten. */
  add(flow: number, period: number, notices: string, counted: Readonly<Recorded>): void {
    if (this.#byKey === null) return;
    const situation = getOrMake(this.#byKey, `${flow} ${period} ${notices}`, () => ({
      flow,
      period,
      notices,
      records: 0,
      firstAt: Infinity,
      lastAt: -Infinity,
    }));
    addRecords(situation, counted);
    if (this.#byKey.size > this.most) this.#byKey = null;
  }

  /** A situation that was added; undefined when it was not, or none is kept any more. */
  find(flow: number, period: number, notices: string): SummedSituation | undefined {
    return this.#byKey?.get(`${flow} ${period} ${notices}`);
  }

  /** Null when there were more than are kept. */
  all(): readonly SummedSituation[] | null {
    return this.#byKey === null ? null : [...this.#byKey.values()];
  }
}
