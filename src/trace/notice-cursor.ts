import { consentTimeline, type ConsentRecord } from '../evidence/consent-timeline.js';
import type { ConsentColumns, History } from '../evidence/history.js';
import type { NoticeStateTable } from '../law/notice-states.js';
import { GROUP } from '../model/case.js';
import { at, getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';

/** A person's consent records by register index of the notice; unknown when nobody recorded who it is. */
export type Consents = ReadonlyMap<number, ConsentRecord[]> | 'unknown';

/** The combined states of one controller's notices along one person's time. Ask in ascending time order. */
export class NoticeCursor {
  readonly #from: Instant[] = [];
  readonly #combination: number[] = [];
  #position = 0;

  /**
   * @param notices register indexes of the controller's notices, in the order of the table's combinations
   * @param records the person's records by register index of the notice; unknown when nobody recorded who it is
   */
  constructor(table: NoticeStateTable, notices: readonly number[], records: Consents) {
    if (records === 'unknown') {
      this.#from.push(-Infinity);
      this.#combination.push(table.idOf(notices.map(() => 'unknown')));
      return;
    }
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

/**
 * What is recorded of a person's consents; undefined where there is nothing, so that every notice is `never`.
 *
 * @param hasGroups whether persons may be groups: looking at every name costs time
 */
export function consentsOf(history: History, hasGroups: boolean): Consents | undefined {
  if (hasGroups && history.userId().startsWith(GROUP)) return 'unknown';
  return history.consents.from === history.consents.to ? undefined : recordsByNotice(history.consents);
}

function recordsByNotice(columns: ConsentColumns): Map<number, ConsentRecord[]> {
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
