import { at, getOrMake } from '../model/collect.js';
import { CONSENT_STATES, type ConsentState } from '../model/states.js';

/**
 * Numbers the combinations of states that one controller's notices are met in, so that a history can be walked with
 * small integers. Combination 0 is "never" for every notice.
 */
export class NoticeStateTable {
  readonly #ids = new Map<string, number>();
  readonly #combinations: ConsentState[][] = [];

  /** @param notices ids of the controller's notices */
  constructor(readonly notices: readonly string[]) {
    this.idOf(new Array<ConsentState>(notices.length).fill('never'));
  }

  /** The number of a combination; the array is copied when it is new. */
  idOf(states: readonly ConsentState[]): number {
    const key = states.map((s) => CONSENT_STATES.indexOf(s)).join('');
    return getOrMake(this.#ids, key, () => this.#combinations.push([...states]) - 1);
  }

  /** The states of a combination by notice id, in the order of the notices. */
  statesById(id: number): ReadonlyMap<string, ConsentState> {
    const combination = at(this.#combinations, id);
    return new Map(this.notices.map((n, i) => [n, at(combination, i)]));
  }
}
