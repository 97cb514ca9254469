import { ask, tryCarriers, type Law } from '../law/decide.js';
import type { CarrierAnswer } from '../law/carriers.js';
import { recordsTested, type Factor, type RecordTested } from '../law/factors.js';
import { cellOf, type CellPlace } from '../model/cells.js';
import { at } from '../model/collect.js';
import type { Answer, Question } from '../model/decision.js';
import type { Flow } from '../model/flow.js';
import type { Carrier, Condition } from '../model/rule-pack.js';

/** An open question, and the cell that would answer it; null where no cell of a register would. */
export interface PlacedQuestion extends Question {
  readonly place: CellPlace | null;
}

/** A fact of a record with its cell. */
export interface PlacedFactor extends Factor {
  readonly place: CellPlace | null;
}

/** A notice or contract that a carrier looked at, with the table of what it asks. */
export interface PlacedRecord extends RecordTested {
  readonly factors: readonly PlacedFactor[];
}

/** One carrier of a gate, and how it answered. */
export interface CarrierTried {
  readonly carrier: Carrier;
  readonly answer: CarrierAnswer;
  readonly records: readonly PlacedRecord[];
  /** Those of the answer. */
  readonly questions: readonly PlacedQuestion[];
}

/** Why a gate entry says what it says of a field. */
export interface GateExplained {
  readonly pack: string;
  readonly gate: string;
  readonly effect: string;
  readonly cite: string | null;
  readonly field: string;
  readonly answer: Answer;
  /** Those of the answer. */
  readonly questions: readonly PlacedQuestion[];
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
    const gate = at(pack.gates, o.entry);
    // Gates of chains decide trails: no flow has an outcome of theirs.
    if (gate.kind === 'onward' || gate.kind === 'taint') return [];
    const carriers = gate.kind === 'basis' ? gate.carriedBy : [];
    const answers = gate.kind === 'basis' ? tryCarriers(law, pack, gate, flow, o.field, facts) : [];
    const answer = ask(law, pack, gate, flow, o.field, facts);
    return [
      {
        pack: o.pack,
        gate: o.gate,
        effect: o.effect,
        cite: gate.cite,
        field: o.field,
        answer,
        questions: answer.is === 'contested' ? placed(law, answer.questions) : [],
        carriers: carriers.map((carrier, i): CarrierTried => {
          const tried = at(answers, i);
          return {
            carrier,
            answer: tried,
            records: recordsTested(law, carrier, flow, o.field, facts).map((r) => placedRecord(law, r)),
            questions: tried.is === 'unknown' ? placed(law, tried.questions) : [],
          };
        }),
      },
    ];
  });
}

/** Conditions that a carrier fails by, where that needs telling: an exemption that fails all it asks is told by its name. */
export function conditionsFailed({ by, conditions }: Carrier, answer: CarrierAnswer): readonly Condition[] {
  const failing = answer.is === 'no' ? (answer.failing ?? []) : [];
  return by === 'exemption' && failing.length === conditions.length ? [] : failing;
}

/** Questions with the cells that would answer them. */
export function placed({ cells }: Pick<Law, 'cells'>, questions: readonly Question[]): PlacedQuestion[] {
  return questions.map((q) => ({ ...q, place: cellOf(cells, q) }));
}

function placedRecord({ cells }: Law, record: RecordTested): PlacedRecord {
  const factors = record.factors.map((f) => ({
    ...f,
    place: cellOf(cells, { of: record.id, fact: f.fact }),
  }));
  return { ...record, factors };
}
