import { covers, type Contract, type Facts, type Notice } from '../model/case.js';
import type { Basis, Code, Question } from '../model/decision.js';
import type { Condition, RequiredLists, Requires } from '../model/rule-pack.js';
import { itemsOf } from './destination.js';
import { CONSENT_STATES, type ConsentState, type ContractState } from '../model/states.js';

/** How one carrier answers (3-rule-packs, "How one carrier answers"). `of` names what a reason is about, where one thing is. */
export type CarrierAnswer =
  | { readonly is: 'yes'; readonly by: Basis }
  | { readonly is: 'unknown'; readonly questions: readonly Question[] }
  | {
      readonly is: 'no';
      readonly reasons: readonly Reason[];
      /** The conditions besides the record that fail, where they do. */
      readonly failing?: readonly Condition[];
    };

export interface Reason {
  readonly code: Code;
  readonly of: readonly string[];
}

/** What is asked of a carrier: a field sent to a recipient for a purpose. */
export interface Asked {
  readonly field: string;
  readonly purpose: string;
  readonly sender: string;
  readonly recipient: string;
  /** True for a collection: the notice is the recipient's own and need not list it. */
  readonly collection: boolean;
}

/** What a carrier asks of the record itself. */
export interface RecordAsked {
  readonly requires: Requires;
  readonly lists: RequiredLists;
}

const CONSENT_CODES: Readonly<Record<Exclude<ConsentState, 'in_force' | 'unknown'>, Code>> = {
  withdrawn: 'CONSENT_WITHDRAWN',
  expired: 'CONSENT_EXPIRED',
  not_yet: 'CONSENT_NOT_YET_GIVEN',
  never: 'CONSENT_NOT_GIVEN',
};

/** The answer of `consent: S`. Notices: those of the asked controller with scope S, in register order, with their states. */
export function askConsent(
  notices: readonly { readonly notice: Notice; readonly state: ConsentState }[],
  record: RecordAsked,
  asked: Asked,
): CarrierAnswer {
  const covering = notices.filter(
    ({ notice: n }) =>
      (asked.collection || covers(n.recipients, asked.recipient)) &&
      covers(n.fields, asked.field) &&
      covers(n.purposes, asked.purpose),
  );
  const inForce = covering.filter((n) => n.state === 'in_force').map((n) => n.notice);
  const tested = testFacts(inForce, record, asked);
  if (tested.holding !== undefined) return { is: 'yes', by: { kind: 'notice', id: tested.holding } };
  const open = [...tested.questions, ...askWho(covering, record, asked)];
  if (open.length > 0) return { is: 'unknown', questions: open };
  const reasons: Reason[] = [];
  const asking = covering.filter((n) => n.state === 'in_force' || n.state === 'unknown');
  if (asking.length > 0) reasons.push({ code: 'CONSENT_DEFECTIVE', of: asking.map((n) => n.notice.id) });
  else if (covering.length > 0) {
    const best = CONSENT_STATES.find((s) => covering.some((n) => n.state === s)) ?? 'never';
    if (best !== 'in_force' && best !== 'unknown') {
      const of = covering.filter((n) => n.state === best).map((n) => n.notice.id);
      reasons.push({ code: CONSENT_CODES[best], of });
    }
  } else {
    const other = notices.filter((n) => n.state === 'in_force').map((n) => n.notice.id);
    if (other.length > 0) reasons.push({ code: 'CONSENT_OUT_OF_SCOPE', of: other });
  }
  return { is: 'no', reasons };
}

/** What is open of notices of which nobody recorded whether people agreed; one whose facts fail would carry nothing. */
function askWho(
  covering: readonly { readonly notice: Notice; readonly state: ConsentState }[],
  record: RecordAsked,
  asked: Asked,
): Question[] {
  return covering.flatMap(({ notice, state }): Question[] => {
    if (state !== 'unknown') return [];
    const tests = testRecord(notice.facts, record, asked);
    if (tests.some((t) => t.is === 'no')) return [];
    const facts = tests.filter((t) => t.is === 'unknown').map((t) => ({ of: notice.id, fact: t.fact }));
    return [{ of: notice.id, fact: 'user_id', register: 'consents' }, ...facts];
  });
}

/** The answer of `contract: K`. Contracts: those of the pair with kind K, in register order, with their states. */
export function askContract(
  contracts: readonly { readonly contract: Contract; readonly state: ContractState }[],
  record: RecordAsked,
  asked: Asked,
): CarrierAnswer {
  const covering = contracts.filter(
    ({ contract: c }) => covers(c.fields, asked.field) && covers(c.purposes, asked.purpose),
  );
  const inForce = covering.filter((c) => c.state === 'in_force').map((c) => c.contract);
  const tested = testFacts(inForce, record, asked);
  if (tested.holding !== undefined) return { is: 'yes', by: { kind: 'contract', id: tested.holding } };
  if (tested.questions.length > 0) return { is: 'unknown', questions: tested.questions };
  const withState = (list: typeof contracts, state: ContractState): string[] =>
    list.filter((c) => c.state === state).map((c) => c.contract.id);
  const reasons: Reason[] = [];
  if (inForce.length > 0) reasons.push({ code: 'CONTRACT_UNQUALIFIED', of: inForce.map((c) => c.id) });
  else if (covering.length > 0) {
    const ended = withState(covering, 'ended');
    if (ended.length > 0) reasons.push({ code: 'CONTRACT_ENDED', of: ended });
    else reasons.push({ code: 'CONTRACT_NOT_SIGNED', of: withState(covering, 'unsigned') });
  } else {
    const other = withState(contracts, 'in_force');
    if (other.length > 0) reasons.push({ code: 'CONTRACT_OUT_OF_SCOPE', of: other });
  }
  return { is: 'no', reasons };
}

/** The first whose facts all hold; otherwise the open questions of those that no fact rules out. */
function testFacts(
  candidates: readonly { readonly id: string; readonly facts: Facts }[],
  record: RecordAsked,
  asked: Asked,
): { holding: string | undefined; questions: Question[] } {
  const questions: Question[] = [];
  for (const candidate of candidates) {
    const tests = testRecord(candidate.facts, record, asked);
    if (tests.some((t) => t.is === 'no')) continue;
    const empty = tests.filter((t) => t.is === 'unknown').map((t) => t.fact);
    if (empty.length === 0) return { holding: candidate.id, questions: [] };
    for (const fact of empty) questions.push({ of: candidate.id, fact });
  }
  return { holding: undefined, questions };
}

/** How one fact of a notice or contract stands to what is asked of it. */
export interface FactTest {
  readonly fact: string;
  readonly is: 'yes' | 'no' | 'unknown';
  /** The word, or for a list the items, that are asked for. */
  readonly wanted: readonly string[];
  /** The cell; null when it is empty. */
  readonly found: string | null;
  /** For a list: the items that it lacks. */
  readonly missing: readonly string[];
}

/** Every fact that is asked of a record, and how it stands; first the words, then the lists. */
export function testRecord(facts: Facts, { requires, lists }: RecordAsked, asked: Asked): FactTest[] {
  const words = [...requires].map(([fact, wanted]): FactTest => {
    const found = facts.get(fact) ?? null;
    const is = found === null ? 'unknown' : factEquals(fact, found, wanted, asked) ? 'yes' : 'no';
    return { fact, is, wanted: [wanted], found, missing: [] };
  });
  const itemized = [...lists].map(([fact, wanted]): FactTest => {
    const found = facts.get(fact) ?? null;
    const items = new Set(found === null ? [] : itemsOf(found));
    const missing = found === null || items.has('*') ? [] : wanted.filter((item) => !items.has(item));
    return {
      fact,
      is: found === null ? 'unknown' : missing.length > 0 ? 'no' : 'yes',
      wanted,
      found,
      missing,
    };
  });
  return [...words, ...itemized];
}

/** A beneficiary that is named by id is the exporter or importer when it is the sender or recipient. */
export function factEquals(fact: string, cell: string, wanted: string, asked: Asked): boolean {
  if (cell === wanted) return true;
  if (fact !== 'beneficiary') return false;
  return (
    (wanted === 'exporter' && cell === asked.sender) || (wanted === 'importer' && cell === asked.recipient)
  );
}
