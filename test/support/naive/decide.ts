import type { Contract, Fact, NaiveCase, Notice } from './case.js';
import type { Consent, Transfer } from './logs.js';
import type { Carrier, Gate, Pack } from './pack.js';
import { byCodePoints, distinct } from './text.js';

/** What a gate says of a field: a basis, open questions, or codes. Necessity and protection have 'fine' for a basis. */
export interface Outcome {
  readonly field: string;
  readonly pack: string;
  /** Place of the gate in its pack. */
  readonly entry: number;
  readonly gate: string;
  readonly effect: string;
  readonly basis: string | null;
  readonly questions: readonly { of: string; fact: string }[];
  readonly codes: readonly string[];
}

export interface Decision {
  readonly outcomes: readonly Outcome[];
  /** Onward and taint gates whose `when` and dates hold, by pack and place. */
  readonly chainGates: readonly { pack: string; entry: number }[];
  /** Contracts of the pair in force, where some pack has an onward gate. */
  readonly contracts: readonly string[];
}

/** What the packs say of one transfer at its instant. */
export function decide(kase: NaiveCase, consents: readonly Consent[], x: Transfer): Decision {
  const outcomes: Outcome[] = [];
  const chainGates: { pack: string; entry: number }[] = [];
  for (const pack of kase.packs) {
    for (const [entry, gate] of pack.gates.entries()) {
      if (!gateHolds(kase, pack, gate, x)) continue;
      if (gate.gate === 'onward' || gate.gate === 'taint') {
        chainGates.push({ pack: pack.id, entry });
        continue;
      }
      for (const field of x.fields) {
        if (!applies(kase, pack, x, field)) continue;
        const answer = ask(kase, consents, pack, gate, x, field);
        outcomes.push({ field, pack: pack.id, entry, gate: gate.gate, effect: gate.effect, ...answer });
      }
    }
  }
  const hasOnward = kase.packs.some((p) => p.gates.some((g) => g.gate === 'onward'));
  const contracts = kase.contracts
    .filter((c) => hasOnward && c.exporter === x.sender && c.importer === x.recipient && inForce(c, x.at))
    .map((c) => c.id);
  return { outcomes, chainGates, contracts };
}

/** A code, or something it is a member of, is in the list. */
export function matches(kase: NaiveCase, code: string, list: readonly string[]): boolean {
  return [code, ...(kase.memberOf.get(code) ?? [])].some((c) => list.includes(c));
}

export function placeOf(kase: NaiveCase, processor: string): string {
  return processor === '@user' ? kase.home : (kase.processors.get(processor) ?? '');
}

export function isHome(kase: NaiveCase, processor: string): boolean {
  return matches(kase, placeOf(kase, processor), [kase.home]);
}

/** Whether a pack applies to a field of a flow. */
export function applies(
  kase: NaiveCase,
  pack: Pack,
  flow: { readonly sender: string; readonly fields: readonly string[] },
  field: string,
): boolean {
  const starts = (f: string, prefixes: readonly string[]): boolean => {
    const category = kase.fields.get(f)?.category ?? null;
    return category !== null && prefixes.some((p) => category.startsWith(p));
  };
  const place = placeOf(kase, flow.sender);
  const who =
    pack.sender.includes('*') || matches(kase, place, pack.sender) || matches(kase, kase.home, pack.people);
  if (!who) return false;
  if (pack.categories.length > 0 && !starts(field, pack.categories)) return false;
  return pack.bundleHas.length === 0 || flow.fields.some((f) => starts(f, pack.bundleHas));
}

function gateHolds(kase: NaiveCase, pack: Pack, gate: Gate, x: Transfer): boolean {
  if (x.at < gate.since || x.at >= gate.until) return false;
  const collection = x.sender === '@user';
  if (gate.when === 'collection') return collection;
  if (collection) return false;
  return gate.when === 'third_party' || !matches(kase, placeOf(kase, x.recipient), pack.zone);
}

type Answer = Pick<Outcome, 'basis' | 'questions' | 'codes'>;

function ask(
  kase: NaiveCase,
  consents: readonly Consent[],
  pack: Pack,
  gate: Gate,
  x: Transfer,
  field: string,
): Answer {
  if (gate.gate === 'necessity') {
    const necessary = kase.purposes.get(x.purpose) ?? [];
    return plain(necessary.length > 0 && !necessary.includes(field) ? ['FIELD_NOT_NECESSARY'] : []);
  }
  if (gate.gate === 'protection') {
    return plain(gate.weak.includes(kase.fields.get(field)?.method ?? '') ? ['WEAK_PSEUDONYM'] : []);
  }
  const answers = gate.carriers.map((c) => askCarrier(kase, consents, pack, c, x, field));
  const yes = answers.find((a) => a.basis !== null);
  if (yes !== undefined) return yes;
  const questions = answers.flatMap((a) => a.questions);
  if (questions.length > 0) return { basis: null, questions, codes: [] };
  const codes = distinct(answers.flatMap((a) => a.codes)).sort(byCodePoints);
  return { basis: null, questions: [], codes: codes.length > 0 ? codes : ['NO_BASIS'] };
}

function plain(codes: readonly string[]): Answer {
  return { basis: codes.length === 0 ? 'fine' : null, questions: [], codes };
}

function askCarrier(
  kase: NaiveCase,
  consents: readonly Consent[],
  pack: Pack,
  carrier: Carrier,
  x: Transfer,
  field: string,
): Answer {
  if (carrier.consent !== undefined) return askConsent(kase, consents, carrier, x, field);
  if (carrier.contract !== undefined) return askContract(kase, carrier, x, field);
  const inside = (code: string, of: string): boolean => matches(kase, of, [code]);
  const rows = kase.adequacy.filter(
    (a) =>
      (matches(kase, a.exporter, pack.zone) || inside(a.exporter, placeOf(kase, x.sender))) &&
      inside(a.importer, placeOf(kase, x.recipient)) &&
      a.since <= x.at &&
      x.at < a.until,
  );
  const category = kase.fields.get(field)?.category ?? null;
  const excepted = (prefixes: readonly string[]): boolean =>
    category !== null && prefixes.some((p) => category.startsWith(p));
  if (rows.some((a) => !excepted(a.except))) return { basis: 'adequacy', questions: [], codes: [] };
  return { basis: null, questions: [], codes: rows.length > 0 ? ['ADEQUACY_OUT_OF_SCOPE'] : [] };
}

const BEST_FIRST = ['withdrawn', 'expired', 'not_yet', 'never'];
const CODE_OF = ['CONSENT_WITHDRAWN', 'CONSENT_EXPIRED', 'CONSENT_NOT_YET_GIVEN', 'CONSENT_NOT_GIVEN'];

function askConsent(
  kase: NaiveCase,
  consents: readonly Consent[],
  carrier: Carrier,
  x: Transfer,
  field: string,
): Answer {
  const controller = x.sender === '@user' ? x.recipient : x.sender;
  const notices = kase.notices
    .filter((n) => n.controller === controller && n.scope === carrier.consent)
    .map((n) => ({
      id: n.id,
      covers:
        (x.sender === '@user' || lists(n.recipients, x.recipient)) &&
        lists(n.fields, field) &&
        lists(n.purposes, x.purpose),
      state: stateOf(consents, n, x),
      facts: holds(carrier, n.facts, x),
    }));
  const current = notices.filter((n) => n.covers && n.state === 'in_force');
  const answer = firstThatHolds(current);
  if (answer !== null) return answer;
  const codes = current.some((n) => n.facts.is === 'no') ? ['CONSENT_DEFECTIVE'] : [];
  const covering = notices.filter((n) => n.covers);
  if (current.length === 0 && covering.length > 0) {
    const best = Math.min(...covering.map((n) => BEST_FIRST.indexOf(n.state)));
    codes.push(CODE_OF[best] ?? '');
  }
  if (covering.length === 0 && notices.some((n) => n.state === 'in_force'))
    codes.push('CONSENT_OUT_OF_SCOPE');
  return { basis: null, questions: [], codes };
}

function askContract(kase: NaiveCase, carrier: Carrier, x: Transfer, field: string): Answer {
  const contracts = kase.contracts
    .filter((c) => c.exporter === x.sender && c.importer === x.recipient && c.kind === carrier.contract)
    .map((c) => ({
      id: c.id,
      covers: lists(c.fields, field) && lists(c.purposes, x.purpose),
      state: inForce(c, x.at) ? 'in_force' : c.endsAt <= x.at ? 'ended' : 'unsigned',
      facts: holds(carrier, c.facts, x),
    }));
  const current = contracts.filter((c) => c.covers && c.state === 'in_force');
  const answer = firstThatHolds(current);
  if (answer !== null) return answer;
  const covering = contracts.filter((c) => c.covers);
  const codes = current.some((c) => c.facts.is === 'no') ? ['CONTRACT_UNQUALIFIED'] : [];
  if (current.length === 0 && covering.some((c) => c.state === 'ended')) codes.push('CONTRACT_ENDED');
  else if (current.length === 0 && covering.length > 0) codes.push('CONTRACT_NOT_SIGNED');
  if (covering.length === 0 && contracts.some((c) => c.state === 'in_force'))
    codes.push('CONTRACT_OUT_OF_SCOPE');
  return { basis: null, questions: [], codes };
}

interface Facts {
  readonly is: 'yes' | 'no' | 'unknown';
  readonly empty: readonly string[];
}

function firstThatHolds(current: readonly { id: string; facts: Facts }[]): Answer | null {
  const yes = current.find((c) => c.facts.is === 'yes');
  if (yes !== undefined) return { basis: yes.id, questions: [], codes: [] };
  const open = current.filter((c) => c.facts.is === 'unknown');
  if (open.length === 0) return null;
  const questions = open.flatMap((c) => c.facts.empty.map((fact) => ({ of: c.id, fact })));
  return { basis: null, questions, codes: [] };
}

function holds(carrier: Carrier, facts: ReadonlyMap<string, Fact>, x: Transfer): Facts {
  const empty: string[] = [];
  for (const [name, wanted] of carrier.requires) {
    const found = facts.get(name) ?? null;
    const party = wanted === 'exporter' ? x.sender : wanted === 'importer' ? x.recipient : null;
    if (found === null) empty.push(name);
    else if (found !== wanted && !(name === 'beneficiary' && found === party)) return { is: 'no', empty: [] };
  }
  return { is: empty.length > 0 ? 'unknown' : 'yes', empty };
}

function lists(list: readonly string[], item: string): boolean {
  return list.includes('*') || list.includes(item);
}

function inForce(c: Contract, at: number): boolean {
  return c.signedAt <= at && at < c.endsAt;
}

/** The state of a notice for a transfer's person at its instant, by looking at every record. */
function stateOf(consents: readonly Consent[], notice: Notice, x: Transfer): string {
  const records = consents.filter((c) => c.user === x.user && c.notice === notice.id);
  const given = records.filter((c) => c.givenAt <= x.at);
  if (given.some((c) => x.at < c.withdrawnAt && x.at < c.expiresAt)) return 'in_force';
  if (given.length === 0) return records.length > 0 ? 'not_yet' : 'never';
  const end = (c: Consent): number => Math.min(c.withdrawnAt, c.expiresAt);
  const wasWithdrawn = (c: Consent): boolean => c.withdrawnAt <= x.at && c.withdrawnAt <= c.expiresAt;
  const [deciding] = given.sort(
    (a, b) => b.givenAt - a.givenAt || end(b) - end(a) || Number(wasWithdrawn(b)) - Number(wasWithdrawn(a)),
  );
  return deciding !== undefined && wasWithdrawn(deciding) ? 'withdrawn' : 'expired';
}
