import { consentTimeline, type ConsentRecord } from '../evidence/consent-timeline.js';
import type { ConsentColumns } from '../evidence/history.js';
import type { NoticeStateTable } from '../law/notice-states.js';
import { at, getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';

/** The combined states of one controller's notices along one person's time. Ask in ascending time order. */
export class NoticeCursor {
  readonly #from: Instant[] = [];
  readonly #combination: number[] = [];
  #position = 0;

  /**
   * @param notices register indexes of the controller's notices, in the order of the table's combinations
   * @param records the person's records by register index of the notice
   */
  constructor(
    table: NoticeStateTable,
    notices: readonly number[],
    records: ReadonlyMap<number, ConsentRecord[]>,
  ) {
    const timelines = notices.map((n) => consentTimeline(records.get(n) ?? []));
    const changes = new Set(timelines.flatMap((t) => t.map((p) => p.from)));
    for (const from of [...changes].sort((a, b) => a - b)) {
      const states = timelines.map(
        (t) =>
          at(
            t,
            t.findLastIndex((p) => p.from <= from),
          ).state,
      );
      this.#from.push(from);
      this.#combination.push(table.idOf(states));
    }
  }

  /** Number of the combination at an instant that is not before the last one asked. */
  combinationAt(when: Instant): number {
    while (this.#position + 1 < this.#from.length && at(this.#from, this.#position + 1) <= when)
      this.#position++;
    return this.#combination[this.#position] ?? 0;
  }
}

/** A person's consent records by register index of the notice. */
export function recordsByNotice(columns: ConsentColumns): Map<number, ConsentRecord[]> {
  const records = new Map<number, ConsentRecord[]>();
  for (let i = columns.from; i < columns.to; i++) {
    getOrMake(records, at(columns.notice, i), () => []).push({
      givenAt: at(columns.givenAt, i),
      withdrawnAt: at(columns.withdrawnAt, i),
      expiresAt: at(columns.expiresAt, i),
    });
  }
  return records;
}
