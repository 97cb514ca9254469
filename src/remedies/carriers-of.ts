import type { Case } from '../model/case.js';
import type { Carrier } from '../model/rule-pack.js';
import type { GateNeed, Need } from './needs.js';

export type ContractCarrier = Extract<Carrier, { by: 'contract' }>;
export type ConsentCarrier = Extract<Carrier, { by: 'consent' }>;

/** The contracts that could carry a gate, in the order in which they are tried. */
export function contractCarriers(need: GateNeed): ContractCarrier[] {
  if (need.gate.kind !== 'basis') return [];
  return need.gate.carriedBy.filter((c) => c.by === 'contract');
}

/** The consents that could carry a gate, in the order in which they are tried. */
export function consentCarriers(need: GateNeed): ConsentCarrier[] {
  if (need.gate.kind !== 'basis') return [];
  return need.gate.carriedBy.filter((c) => c.by === 'consent');
}

/** Every carrier of a case's rules. */
export function allCarriers(kase: Case): Carrier[] {
  return kase.rules.flatMap((p) => p.gates.flatMap((g) => (g.kind === 'basis' ? g.carriedBy : [])));
}

/** True for the need of a gate, unlike that of a way as a whole. */
export function isGateNeed(need: Need): need is GateNeed {
  return need.kind === 'gate';
}
