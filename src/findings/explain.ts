import { ask, tryCarriers, type FlowGate, type Law } from '../law/decide.js';
import type { CarrierAnswer } from '../law/carriers.js';
import { at } from '../model/collect.js';
import type { Answer } from '../model/decision.js';
import type { Flow } from '../model/flow.js';
import type { Carrier } from '../model/rule-pack.js';

/** One carrier of a gate, and how it answered. */
export interface CarrierTried {
  readonly carrier: Carrier;
  readonly answer: CarrierAnswer;
}

/** Why a gate entry says what it says of a field. */
export interface GateExplained {
  readonly pack: string;
  readonly gate: string;
  readonly effect: string;
  readonly cite: string | null;
  readonly field: string;
  readonly answer: Answer;
  /** Empty for necessity and protection. */
  readonly carriers: readonly CarrierTried[];
}

/**
 * Why a flow was decided as it was: every gate that applied, with every carrier that was tried, at the flow's first
 * record. Other records of the flow may have met other states on the way to the same answer.
 */
export function explainFlow(law: Law, flow: Flow): GateExplained[] {
  const first = flow.samples[0];
  const facts = { at: first?.at ?? flow.firstAt, notices: new Map(Object.entries(flow.sampleStates)) };
  return flow.decision.outcomes.flatMap((o) => {
    const pack = law.packs.find((p) => p.id === o.pack);
    if (pack === undefined) return [];
    const gate = at(pack.gates, o.entry) as FlowGate;
    const carriers = gate.kind === 'basis' ? gate.carriedBy : [];
    const answers = gate.kind === 'basis' ? tryCarriers(law, pack, gate, flow, o.field, facts) : [];
    return [
      {
        pack: o.pack,
        gate: o.gate,
        effect: o.effect,
        cite: gate.cite,
        field: o.field,
        answer: ask(law, pack, gate, flow, o.field, facts),
        carriers: carriers.map((carrier, i) => ({ carrier, answer: at(answers, i) })),
      },
    ];
  });
}
