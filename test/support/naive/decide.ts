import type { Contract, Fact, NaiveCase, Notice } from './case.js';
import { conditions, startsWith, type Question, type World } from './conditions.js';
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
export function decide(world: World, consents: readonly Consent[], x: Transfer): Decision {
  const { kase } = world;
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
        if (!applies(kase, pack, x, field) || !looksAt(kase, gate, field)) continue;
        const answer = ask(world, consents, pack, gate, x, field);
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
  const place = placeOf(kase, flow.sender);
  const who =
    pack.sender.includes('*') || matches(kase, place, pack.sender) || matches(kase, kase.home, pack.people);
  if (!who) return false;
  if (pack.categories.length > 0 && !startsWith(kase, field, pack.categories)) return false;
  return pack.bundleHas.length === 0 || flow.fields.some((f) => startsWith(kase, f, pack.bundleHas));
}

function gateHolds(kase: NaiveCase, pack: Pack, gate: Gate, x: Transfer): boolean {
  if (x.at < gate.since || x.at >= gate.until) return false;
  return whenOf(kase, pack, gate, x).holds !== 'no';
}

/** Whether a gate looks at a field. */
export function looksAt(kase: NaiveCase, gate: Gate, field: string): boolean {
  if (gate.categories !== null && !startsWith(kase, field, gate.categories)) return false;
  return !startsWith(kase, field, gate.exceptCategories);
}

/** Whether `when` holds, and the places that adequacy is asked of. */
export function whenOf(
  kase: NaiveCase,
  pack: Pack,
  gate: Gate,
  x: Transfer,
): { holds: 'yes' | 'no' | 'unknown'; places: readonly string[] } {
  const here = [placeOf(kase, x.recipient)];
  const collection = x.sender === '@user';
  if (gate.when === 'collection') return { holds: collection ? 'yes' : 'no', places: here };
  if (collection) return { holds: 'no', places: [] };
  if (gate.when === 'third_party') return { holds: 'yes', places: here };
  let places: readonly string[] = here;
  if (gate.to !== null) {
    const cell = kase.processorFacts.get(x.recipient)?.get(gate.to) ?? null;
    if (cell === null) return { holds: gate.unrecorded === 'silent' ? 'no' : 'unknown', places: [] };
    places = cell.split('|').map((p) => p.trim());
  }
  const outside = places.filter((p) => !matches(kase, p, pack.zone));
  return { holds: outside.length > 0 ? 'yes' : 'no', places: outside };
}

type Answer = Pick<Outcome, 'basis' | 'questions' | 'codes'>;

function ask(
  world: World,
  consents: readonly Consent[],
  pack: Pack,
  gate: Gate,
  x: Transfer,
  field: string,
): Answer {
  const { kase } = world;
  if (gate.gate === 'necessity') {
    const necessary = kase.purposes.get(x.purpose) ?? [];
    return plain(necessary.length > 0 && !necessary.includes(field) ? ['FIELD_NOT_NECESSARY'] : []);
  }
  if (gate.gate === 'protection') {
    return plain(gate.weak.includes(kase.fields.get(field)?.method ?? '') ? ['WEAK_PSEUDONYM'] : []);
  }
  const when = whenOf(kase, pack, gate, x);
  const answers = gate.carriers.map((c) => {
    const record = askCarrier(kase, consents, pack, c, x, field, when.places);
    if (record.basis === null && record.questions.length === 0) return record;
    const besides = conditions(world, pack, gate, c, x);
    if (besides === 'yes') return record;
    if (besides === 'no') return { basis: null, questions: [], codes: disqualified(c) };
    return { basis: null, questions: [...record.questions, ...besides], codes: [] };
  });
  const yes = answers.find((a) => a.basis !== null);
  if (yes !== undefined) return yes;
  const where: Question[] = when.holds === 'unknown' ? [{ of: x.recipient, fact: gate.to ?? '' }] : [];
  const questions = [...where, ...answers.flatMap((a) => a.questions)];
  if (questions.length > 0) return { basis: null, questions, codes: [] };
  const codes = distinct(answers.flatMap((a) => a.codes)).sort(byCodePoints);
  return { basis: null, questions: [], codes: codes.length > 0 ? codes : ['NO_BASIS'] };
}

function plain(codes: readonly string[]): Answer {
  return { basis: codes.length === 0 ? 'fine' : null, questions: [], codes };
}

function disqualified(c: Carrier): string[] {
  if (c.consent !== undefined) return ['CONSENT_DEFECTIVE'];
  if (c.contract !== undefined) return ['CONTRACT_UNQUALIFIED'];
  return c.exemption === undefined ? ['ADEQUACY_OUT_OF_SCOPE'] : [];
}

function askCarrier(
  kase: NaiveCase,
  consents: readonly Consent[],
  pack: Pack,
  carrier: Carrier,
  x: Transfer,
  field: string,
  places: readonly string[],
): Answer {
  if (carrier.exemption !== undefined)
    return { basis: `exemption ${carrier.exemption}`, questions: [], codes: [] };
  if (carrier.consent !== undefined) return askConsent(kase, consents, carrier, x, field);
  if (carrier.contract !== undefined) return askContract(kase, carrier, x, field);
  const answers = places.map((p) => adequate(kase, pack, x, field, p));
  const no = answers.find((a) => a.basis === null && a.questions.length === 0);
  if (no !== undefined || answers.length === 0) return no ?? { basis: null, questions: [], codes: [] };
  const questions = answers.flatMap((a) => a.questions);
  return { basis: questions.length > 0 ? null : 'adequacy', questions, codes: [] };
}

function adequate(kase: NaiveCase, pack: Pack, x: Transfer, field: string, place: string): Answer {
  const inside = (code: string, of: string): boolean => matches(kase, of, [code]);
  const rows = kase.adequacy.filter(
    (a) =>
      (matches(kase, a.exporter, pack.zone) || inside(a.exporter, placeOf(kase, x.sender))) &&
      inside(a.importer, place) &&
      a.since <= x.at &&
      x.at < a.until,
  );
  const open: Question[] = [];
  for (const row of rows) {
    if (startsWith(kase, field, row.except)) continue;
    const { organisations } = row;
    if (organisations.length > 0 && !organisations.includes('*') && !organisations.includes(x.recipient))
      continue;
    const facts = row.requires.map((r) => {
      const [fact = '', word = ''] = r.split('=');
      return { fact, word, cell: kase.processorFacts.get(x.recipient)?.get(fact) ?? null };
    });
    if (facts.some((f) => f.cell !== null && f.cell !== f.word)) continue;
    const empty = facts.filter((f) => f.cell === null);
    if (empty.length === 0) return { basis: 'adequacy', questions: [], codes: [] };
    open.push(...empty.map((f) => ({ of: x.recipient, fact: f.fact })));
  }
  if (open.length > 0) return { basis: null, questions: open, codes: [] };
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
  for (const [name, wanted] of carrier.lists) {
    const found = facts.get(name) ?? null;
    const items = found?.split('|').map((i) => i.trim()) ?? [];
    if (found === null) empty.push(name);
    else if (!items.includes('*') && wanted.some((w) => !items.includes(w))) return { is: 'no', empty: [] };
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
