import type { Situation } from '../model/flow.js';

/** What a result keeps of the states of its flows, for other laws to be asked (store/read-result.ts). */
export interface States {
  /** Null when there were more than are kept. */
  readonly situations: readonly Situation[] | null;
  /** Notices that consents name and the register does not know: their records were rejected. */
  readonly unknownNotices: ReadonlySet<string>;
}
