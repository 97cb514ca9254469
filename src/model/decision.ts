import type { Effect } from './rule-pack.js';

/** Codes that a gate may give. */
export type Code =
  | 'NO_BASIS'
  | 'CONSENT_DEFECTIVE'
  | 'CONSENT_WITHDRAWN'
  | 'CONSENT_EXPIRED'
  | 'CONSENT_NOT_YET_GIVEN'
  | 'CONSENT_NOT_GIVEN'
  | 'CONSENT_OUT_OF_SCOPE'
  | 'CONTRACT_UNQUALIFIED'
  | 'CONTRACT_ENDED'
  | 'CONTRACT_NOT_SIGNED'
  | 'CONTRACT_OUT_OF_SCOPE'
  | 'ADEQUACY_OUT_OF_SCOPE'
  | 'FIELD_NOT_NECESSARY'
  | 'WEAK_PSEUDONYM'
  | 'ONWARD_NOT_PERMITTED'
  | 'TAINTED';

/** A fact that nobody recorded: the id of the notice or contract (or of a row of another register), and its empty column. */
export interface Question {
  readonly of: string;
  readonly fact: string;
  /** The register, where it is neither notices nor contracts. */
  readonly register?: 'processors' | 'purposes' | 'ownership' | 'consents';
}

/** What carries a gate. Adequacy is one basis, whichever row of the register gives it; an exemption has no record. */
export type Basis =
  | { readonly kind: 'notice'; readonly id: string }
  | { readonly kind: 'contract'; readonly id: string }
  | { readonly kind: 'adequacy' }
  | { readonly kind: 'exemption'; readonly id: string };

/** What a gate says of a field. `passed` and `breached` are the answers of necessity and protection. */
export type Answer =
  | { readonly is: 'carried'; readonly by: Basis }
  | { readonly is: 'contested'; readonly questions: readonly Question[] }
  | { readonly is: 'unsupported'; readonly codes: readonly Code[] }
  | { readonly is: 'passed' }
  | { readonly is: 'breached'; readonly code: Code };

/** One gate entry of one pack on one field. */
export interface Outcome {
  /** Id of the pack. */
  readonly pack: string;
  /** Index of the entry among the pack's gates: entries that share a name are separate rules. */
  readonly entry: number;
  readonly gate: string;
  readonly effect: Effect;
  readonly field: string;
  readonly answer: Answer;
}

/** An `onward` or `taint` entry whose `when` and dates hold for the transfer. */
export interface ChainGate {
  readonly pack: string;
  readonly entry: number;
}

/** What the rule packs say of a transfer at its instant. Two transfers with equal decisions are decided alike in everything. */
export interface Decision {
  /** By pack, entry and field, in the order of the case's rules. */
  readonly outcomes: readonly Outcome[];
  readonly chainGates: readonly ChainGate[];
  /** Ids of the pair's contracts in force, in register order; null when no pack has an `onward` gate. */
  readonly contractsInForce: readonly string[] | null;
}

/** From the best to the worst; `worse` goes by this order. */
export const VERDICTS = ['out_of_scope', 'supported', 'contested', 'unsupported'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The worse of two verdicts: unsupported > contested > supported > out_of_scope. */
export function worse(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.indexOf(a) >= VERDICTS.indexOf(b) ? a : b;
}

/** The codes of an answer; none where the gate is carried, contested or passed. */
export function codesOf(answer: Answer): readonly Code[] {
  if (answer.is === 'unsupported') return answer.codes;
  return answer.is === 'breached' ? [answer.code] : [];
}

/** The verdict that one answer of a breach gate amounts to. */
function verdictOf(answer: Answer): Verdict {
  if (answer.is === 'contested') return 'contested';
  return answer.is === 'unsupported' || answer.is === 'breached' ? 'unsupported' : 'supported';
}

/** The verdict on one field: the worst of the breach gates that have a say; `out_of_scope` when none has. */
export function fieldVerdict(decision: Decision, field: string): Verdict {
  let verdict: Verdict = 'out_of_scope';
  for (const o of decision.outcomes) {
    if (o.field === field && o.effect === 'breach') verdict = worse(verdict, verdictOf(o.answer));
  }
  return verdict;
}
