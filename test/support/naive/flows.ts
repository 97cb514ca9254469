import type { NaiveCase } from './case.js';
import { decide, isHome, placeOf, type Decision, type Outcome } from './decide.js';
import type { Consent, Transfer } from './logs.js';

export type Verdict = 'unsupported' | 'contested' | 'supported' | 'out_of_scope';
const WORST_FIRST: readonly Verdict[] = ['unsupported', 'contested', 'supported', 'out_of_scope'];

/** Transfers with the same sender, recipient, field set, purpose, basis and decision. */
export interface Flow {
  /** Its place in the list. */
  readonly index: number;
  readonly sender: string;
  readonly recipient: string;
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly basis: string | null;
  readonly decision: Decision;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly verdict: Verdict;
  readonly crossBorder: boolean;
  readonly rows: readonly Transfer[];
}

/** A row with its flow. */
export interface Event {
  readonly x: Transfer;
  readonly flow: Flow;
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((v) => verdicts.includes(v)) ?? 'out_of_scope';
}

/** Decides every transfer by itself, and puts together what is alike. */
export function flowsOf(
  kase: NaiveCase,
  transfers: readonly Transfer[],
  consents: readonly Consent[],
): { flows: Flow[]; events: Event[] } {
  const groups = new Map<string, { decision: Decision; rows: Transfer[] }>();
  for (const x of transfers) {
    const decision = decide({ kase, all: transfers }, consents, x);
    const key = JSON.stringify([x.sender, x.recipient, x.fields, x.purpose, x.basis, asKey(decision)]);
    const group = groups.get(key) ?? { decision, rows: [] };
    group.rows.push(x);
    groups.set(key, group);
  }
  const events: Event[] = [];
  const flows = [...groups.values()].flatMap(({ decision, rows }, index) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { sender, recipient, fields, purpose, basis } = first;
    const verdicts = new Map(fields.map((f) => [f, fieldVerdict(decision, f)]));
    const flow: Flow = {
      index,
      sender,
      recipient,
      fields,
      purpose,
      basis,
      decision,
      verdicts,
      verdict: worst([...verdicts.values()]),
      crossBorder:
        sender === '@user' ? !isHome(kase, recipient) : placeOf(kase, sender) !== placeOf(kase, recipient),
      rows,
    };
    events.push(...rows.map((x) => ({ x, flow })));
    return [flow];
  });
  return { flows, events };
}

/** A decision as a text; the order of questions and codes says nothing. */
function asKey(d: Decision): unknown {
  const outcome = (o: Outcome): unknown => [
    o.field,
    o.pack,
    o.entry,
    o.basis,
    [...new Set(o.questions.map((q) => JSON.stringify([q.of, q.fact])))].sort(),
    [...o.codes].sort(),
  ];
  return [d.outcomes.map(outcome), d.chainGates, d.contracts];
}

function fieldVerdict(d: Decision, field: string): Verdict {
  const breaches = d.outcomes.filter((o) => o.field === field && o.effect === 'breach');
  return worst(
    breaches.map((o) =>
      o.codes.length > 0 ? 'unsupported' : o.questions.length > 0 ? 'contested' : 'supported',
    ),
  );
}
