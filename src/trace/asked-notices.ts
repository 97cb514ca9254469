import type { FlowBook } from '../law/flow-book.js';
import { getOrMake } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import { NoticeCursor, type Consents } from './notice-cursor.js';

/** A controller whose notices are asked, and the person of whom it was asked last. */
interface Asked {
  readonly cursor: NoticeCursor;
  person: number;
}

/** The states of the notices that routes ask for, person by person. */
export class AskedNotices {
  readonly #byRoute: Asked[] = [];
  readonly #byController = new Map<string, Asked>();

  /** @param noticeIndex register index of each notice by its id */
  constructor(
    readonly book: FlowBook,
    readonly noticeIndex: ReadonlyMap<string, number>,
  ) {}

  /**
   * Number of the combination of the states that decide a record.
   *
   * @param person a number that no other person has
   * @param when not before the last one asked of this person
   */
  statesAt(route: number, person: number, consents: Consents, when: Instant): number {
    const asked = (this.#byRoute[route] ??= this.#askedBy(this.book.controllerOf(route)));
    const { cursor } = asked;
    if (cursor.notices.length === 0) return 0;
    if (asked.person !== person) {
      cursor.turnTo(consents);
      asked.person = person;
    }
    return cursor.combinationAt(when);
  }

  #askedBy(controller: string): Asked {
    return getOrMake(this.#byController, controller, () => {
      const notices = this.book.noticesOf(controller).map((n) => this.noticeIndex.get(n.id) ?? -1);
      return { cursor: new NoticeCursor(this.book.statesOf(controller), notices), person: -1 };
    });
  }
}
