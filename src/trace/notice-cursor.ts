import { consentTimeline, type ConsentRecord } from '../evidence/consent-timeline.js';
import type { ConsentColumns, History } from '../evidence/history.js';
import type { NoticeStateTable } from '../law/notice-states.js';
import { GROUP } from '../model/case.js';
import { at, getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import type { ConsentState } from '../model/states.js';

/** What is recorded of one person's consents; unknown when nobody recorded who it is. */
export type Consents = ConsentColumns | 'unknown';

/** The combined states of one controller's notices along one person's time. Ask in ascending time order. */
export class NoticeCursor {
  /** From so on (inclusive), and the number of the combination. */
  #from: Instant[] = [];
  #combination: number[] = [];
  #position = 0;
  #until: Instant = Infinity;
  /** The combination in which one notice has a state and every other is `never`, by place of the notice. */
  readonly #alone: Map<ConsentState, number>[];

  /** @param notices register indexes of the controller's notices, in the order of the table's combinations */
  constructor(
    readonly table: NoticeStateTable,
    readonly notices: readonly number[],
  ) {
    this.#alone = notices.map(() => new Map<ConsentState, number>());
  }

  /** Turns to another person. */
  turnTo(consents: Consents): void {
    this.#position = 0;
    if (consents === 'unknown') this.#set([-Infinity], [this.table.idOf(this.notices.map(() => 'unknown'))]);
    else this.#seek(consents);
    this.#until = this.#from[1] ?? Infinity;
  }

  /** Number of the combination at an instant that is not before the last one asked. */
  combinationAt(when: Instant): number {
    while (when >= this.#until) this.#until = this.#from[++this.#position + 1] ?? Infinity;
    return this.#combination[this.#position] ?? 0;
  }

  #set(from: Instant[], combination: number[]): void {
    this.#from = from;
    this.#combination = combination;
  }

  #seek(consents: ConsentColumns): void {
    const records = new Map<number, ConsentRecord[]>();
    for (let i = consents.from; i < consents.to; i++) {
      const place = this.notices.indexOf(at(consents.notice, i));
      if (place < 0) continue;
      getOrMake(records, place, () => []).push({
        givenAt: at(consents.givenAt, i),
        withdrawnAt: at(consents.withdrawnAt, i),
        expiresAt: at(consents.expiresAt, i),
      });
    }
    const [only] = records;
    if (only === undefined) this.#set([-Infinity], [0]);
    else if (records.size === 1) {
      const timeline = consentTimeline(only[1]);
      this.#set(
        timeline.map((p) => p.from),
        timeline.map((p) => this.#aloneIn(only[0], p.state)),
      );
    } else this.#combine(records);
  }

  #aloneIn(place: number, state: ConsentState): number {
    return getOrMake(at(this.#alone, place), state, () =>
      this.table.idOf(this.notices.map((_, i) => (i === place ? state : 'never'))),
    );
  }

  #combine(records: ReadonlyMap<number, ConsentRecord[]>): void {
    const timelines = this.notices.map((_, place) => consentTimeline(records.get(place) ?? []));
    const changes = new Set(timelines.flatMap((t) => t.map((p) => p.from)));
    const from = [...changes].sort((a, b) => a - b);
    const stateAt = (t: (typeof timelines)[number], when: Instant): ConsentState =>
      at(
        t,
        t.findLastIndex((p) => p.from <= when),
      ).state;
    this.#set(
      from,
      from.map((when) => this.table.idOf(timelines.map((t) => stateAt(t, when)))),
    );
  }
}

/**
 * What is recorded of a person's consents; undefined where there is nothing, so that every notice is `never`.
 *
 * @param hasGroups whether persons may be groups: looking at every name costs time
 */
export function consentsOf(history: History, hasGroups: boolean): Consents | undefined {
  if (hasGroups && history.userId().startsWith(GROUP)) return 'unknown';
  return history.consents.from === history.consents.to ? undefined : history.consents;
}
