import { USER, type Contract } from '../model/case.js';
import type { Answer, ChainGate, Code, Decision, Outcome, Question } from '../model/decision.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { Carrier, Gate, RulePack } from '../model/rule-pack.js';
import type { ConsentState, ContractState } from '../model/states.js';
import { compareText } from '../model/text.js';
import { askAdequacy } from './adequacy.js';
import { askConsent, askContract, type Asked, type CarrierAnswer } from './carriers.js';
import { testConditions, type Tested } from './conditions.js';
import { countTurns } from './counts.js';
import { destinationOf, type Destination } from './destination.js';
import { askedController, looksAt, packApplies, type FieldGate, type Law } from './law.js';

export {
  askedController,
  crossesBorder,
  lawOf,
  packApplies,
  recipientPlace,
  senderPlace,
  type FieldGate,
  type Law,
} from './law.js';

/** The states that decide a transfer: where time stands, and how the asked notices stand for its person. */
export interface Facts {
  /** Any instant of a period within which contracts, adequacy, holdings, counts and dated gates do not change. */
  readonly at: Instant;
  /** States of the asked controller's notices by id; one that is missing is `never`. */
  readonly notices: ReadonlyMap<string, ConsentState>;
}

/** True when an entry's dates hold and its `when` does, or might. */
export function gateHolds(law: Law, pack: RulePack, gate: Gate, route: Route, at: Instant): boolean {
  return gate.since <= at && at < gate.until && destinationOf(law, pack, gate, route).holds !== 'no';
}

/** State of a contract at an instant. */
export function contractStateAt(contract: Contract, at: Instant): ContractState {
  if (at < contract.signedAt) return 'unsigned';
  return at < contract.endsAt ? 'in_force' : 'ended';
}

/** The instants at which contracts, adequacy, holdings, counts or dated gates change for a route: sorted, distinct, finite. */
export function breakpoints(law: Law, route: Route): Instant[] {
  const times = new Set<Instant>();
  for (const pack of law.packs) for (const g of pack.gates) times.add(g.since).add(g.until);
  for (const a of law.adequacy) times.add(a.since).add(a.until);
  for (const c of law.contractsOf(route.sender, route.recipient)) times.add(c.signedAt).add(c.endsAt);
  for (const o of law.ownership) times.add(o.since).add(o.until);
  for (const turn of countTurns(law, route)) times.add(turn);
  return [...times].filter(Number.isFinite).sort((a, b) => a - b);
}

/**
 * Decides a transfer: what each gate entry that applies says of each field. Pure; the same states give the same
 * decision, whatever the row.
 */
export function decide(law: Law, route: Route, facts: Facts): Decision {
  const outcomes: Outcome[] = [];
  const chainGates: ChainGate[] = [];
  for (const pack of law.packs) {
    const applying = route.fields.filter((field) => packApplies(law, pack, route, field));
    pack.gates.forEach((gate, entry) => {
      if (!gateHolds(law, pack, gate, route, facts.at)) return;
      if (gate.kind === 'onward' || gate.kind === 'taint') {
        chainGates.push({ pack: pack.id, entry });
        return;
      }
      for (const field of applying) {
        if (!looksAt(law, gate, field)) continue;
        const answer = ask(law, pack, gate, route, field, facts);
        outcomes.push({ pack: pack.id, entry, gate: gate.gate, effect: gate.effect, field, answer });
      }
    });
  }
  const contractsInForce = law.hasOnward
    ? law
        .contractsOf(route.sender, route.recipient)
        .filter((c) => contractStateAt(c, facts.at) === 'in_force')
        .map((c) => c.id)
    : null;
  return { outcomes, chainGates, contractsInForce };
}

/** What one gate entry says of one field. */
export function ask(
  law: Law,
  pack: RulePack,
  gate: FieldGate,
  route: Route,
  field: string,
  facts: Facts,
): Answer {
  if (gate.kind === 'necessity') {
    const necessary = law.necessary.get(route.purpose);
    if (necessary === undefined || necessary.has(field)) return { is: 'passed' };
    return { is: 'breached', code: 'FIELD_NOT_NECESSARY' };
  }
  if (gate.kind === 'protection') {
    const method = law.fields.get(field)?.method ?? null;
    return method !== null && gate.weak.has(method)
      ? { is: 'breached', code: 'WEAK_PSEUDONYM' }
      : { is: 'passed' };
  }
  const destination = destinationOf(law, pack, gate, route);
  const answer = conclude(tryCarriers(law, pack, gate, route, field, facts));
  if (destination.holds === 'yes' || answer.is === 'carried' || gate.to === null) return answer;
  // Nobody recorded where the data goes: if it does not leave, nothing is asked; if it does, this is.
  const where: Question = { of: route.recipient, fact: gate.to.fact, register: 'processors' };
  return {
    is: 'contested',
    questions: inOrder([where, ...(answer.is === 'contested' ? answer.questions : [])]),
  };
}

/** The answer of each carrier of a gate, in the order in which they are tried. */
export function tryCarriers(
  law: Law,
  pack: RulePack,
  gate: Extract<Gate, { kind: 'basis' }>,
  route: Route,
  field: string,
  facts: Facts,
): CarrierAnswer[] {
  const destination = destinationOf(law, pack, gate, route);
  return gate.carriedBy.map((carrier) => {
    const answer = askRecord(law, pack, carrier, route, field, facts, destination);
    if (carrier.conditions.length === 0 || answer.is === 'no') return answer;
    const tested = testConditions(law, pack, gate, carrier, route, facts.at);
    return withConditions(carrier, answer, tested);
  });
}

/** What a carrier's record says, whatever else must hold. */
function askRecord(
  law: Law,
  pack: RulePack,
  carrier: Carrier,
  route: Route,
  field: string,
  facts: Facts,
  destination: Destination,
): CarrierAnswer {
  const { sender, recipient, purpose } = route;
  const asked: Asked = { field, purpose, sender, recipient, collection: sender === USER };
  switch (carrier.by) {
    case 'exemption':
      return { is: 'yes', by: { kind: 'exemption', id: carrier.name } };
    case 'adequacy':
      return askAdequacy(law, pack, route, field, destination.places, facts.at);
    case 'contract': {
      const ofKind = law
        .contractsOf(sender, recipient)
        .filter((c) => c.kind === carrier.kind)
        .map((contract) => ({ contract, state: contractStateAt(contract, facts.at) }));
      return askContract(ofKind, carrier, asked);
    }
    case 'consent': {
      const ofScope = law
        .noticesOf(askedController(route))
        .filter((n) => n.scope === carrier.scope)
        .map((notice) => ({ notice, state: notice.assumed ?? facts.notices.get(notice.id) ?? 'never' }));
      return askConsent(ofScope, carrier, asked);
    }
  }
}

/** What a record that carries, or might, loses by conditions that fail; where they are open, so is the carrier. */
function withConditions(
  carrier: Carrier,
  answer: Exclude<CarrierAnswer, { is: 'no' }>,
  tested: Tested,
): CarrierAnswer {
  if (tested.is === 'yes') return answer;
  const of =
    answer.is === 'yes' ? ('id' in answer.by ? [answer.by.id] : []) : answer.questions.map((q) => q.of);
  if (tested.is === 'no') {
    const code = FAILING[carrier.by];
    return {
      is: 'no',
      reasons: code === null ? [] : [{ code, of: [...new Set(of)] }],
      failing: tested.failing,
    };
  }
  const open = answer.is === 'unknown' ? answer.questions : [];
  return { is: 'unknown', questions: [...open, ...tested.questions] };
}

const FAILING: Readonly<Record<Carrier['by'], Code | null>> = {
  consent: 'CONSENT_DEFECTIVE',
  contract: 'CONTRACT_UNQUALIFIED',
  adequacy: 'ADEQUACY_OUT_OF_SCOPE',
  exemption: null,
};

/** The first yes carries; else any unknown contests; else the union of the reasons, or NO_BASIS. */
function conclude(answers: readonly CarrierAnswer[]): Answer {
  const questions: Question[] = [];
  const codes = new Set<Code>();
  for (const a of answers) {
    if (a.is === 'yes') return { is: 'carried', by: a.by };
    if (a.is === 'unknown') questions.push(...a.questions);
    else for (const r of a.reasons) codes.add(r.code);
  }
  if (questions.length > 0) return { is: 'contested', questions: inOrder(questions) };
  return { is: 'unsupported', codes: codes.size === 0 ? ['NO_BASIS'] : [...codes].sort(compareText) };
}

/** Each question once, in order. */
function inOrder(questions: readonly Question[]): Question[] {
  const distinct = new Map(questions.map((q) => [JSON.stringify([q.of, q.fact, q.register ?? '']), q]));
  return [...distinct.values()].sort(
    (a, b) =>
      compareText(a.of, b.of) ||
      compareText(a.fact, b.fact) ||
      compareText(a.register ?? '', b.register ?? ''),
  );
}
