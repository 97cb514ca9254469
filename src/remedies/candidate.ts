import type { Changes } from '../what-if/change-schema.js';
import type { Flow, Route } from '../model/flow.js';
import type { RemedyKind } from './kinds.js';
import type { Need } from './needs.js';

/** One thing that may be supposed. */
export interface Candidate {
  readonly kind: RemedyKind;
  readonly how: 'mend' | 'add' | 'cut';
  /** Id of the notice or contract; for a cut, what names its flows. */
  readonly id: string;
  /** Outsourcing, say, or the scope of a notice; null for a cut. */
  readonly sort: string | null;
  /** Of two sets of remedies that weigh alike, the one whose sum of these is less is chosen. */
  readonly tie: number;
  /** Needs that it may meet; whether it does, the law says. */
  readonly serves: readonly number[];
  /** The flows that the law may see differently under it. */
  readonly touches: (flow: Route) => boolean;
  /** What is supposed in order to meet some of the needs that it serves. */
  readonly changes: (needs: readonly Need[]) => Changes;
}

/** Something that could be supposed but for which the logs would have to be read. */
export interface LeftOut {
  /** Of the notice or contract; null for a cut. */
  readonly id: string | null;
  readonly sender: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly because: 'records of a flow would be decided differently' | 'rules count over the whole log';
}

/** Mending what there is comes before adding, adding before cutting; of menders, who changes less. */
export const TIES = { most: 15, add: 16, cut: 32 } as const;

/** Names the flows that one cut takes away. */
export function routeKey({
  sender,
  recipient,
  purpose,
}: Pick<Flow, 'sender' | 'recipient' | 'purpose'>): string {
  return JSON.stringify([sender, recipient, purpose]);
}
