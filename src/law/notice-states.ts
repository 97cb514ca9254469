import { at, getOrMake } from '../model/collect.js';
import { CONSENT_STATES, type ConsentState } from '../model/states.js';

/**
 * Numbers the combinations of states that one controller's notices are met in, so that a history can be walked with
 * small integers. Combination 0 is "never" for every notice.
 */
export class NoticeStateTable {
  readonly #ids = new Map<string, number>();
  readonly #combinations: ConsentState[][] = [];

  /** @param size the number of the controller's notices */
  constructor(readonly size: number) {
    this.idOf(new Array<ConsentState>(size).fill('never'));
  }

  /** The number of a combination; the array is copied when it is new. */
  idOf(states: readonly ConsentState[]): number {
    const key = states.map((s) => CONSENT_STATES.indexOf(s)).join('');
    return getOrMake(this.#ids, key, () => this.#combinations.push([...states]) - 1);
  }

  combination(id: number): readonly ConsentState[] {
    return at(this.#combinations, id);
  }
}
