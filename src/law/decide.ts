import { USER, type Adequacy, type Case, type Contract, type DataField, type Notice } from '../model/case.js';
import type { Answer, ChainGate, Code, Decision, Outcome, Question } from '../model/decision.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { Carrier, Gate, RulePack, When } from '../model/rule-pack.js';
import type { ConsentState, ContractState } from '../model/states.js';
import { groupBy } from '../model/collect.js';
import { compareText } from '../model/text.js';
import { askConsent, askContract, type Asked, type CarrierAnswer } from './carriers.js';
import { atlasOf, jurisdictionsOf, type Atlas } from './places.js';

/** What the law needs to know of a case, looked up once. */
export interface Law {
  readonly packs: readonly RulePack[];
  readonly atlas: Atlas;
  readonly jurisdiction: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, DataField>;
  readonly necessary: ReadonlyMap<string, ReadonlySet<string>>;
  readonly adequacy: readonly Adequacy[];
  readonly hasOnward: boolean;
  /** The notices that packs may ask of a controller: those with a scope that some carrier names, in register order. */
  noticesOf(controller: string): readonly Notice[];
  /** The contracts of a pair, in register order. */
  contractsOf(exporter: string, importer: string): readonly Contract[];
}

/** The states that decide a transfer: where time stands, and how the asked notices stand for its person. */
export interface Facts {
  /** Any instant of a period within which contracts, adequacy and dated gates do not change. */
  readonly at: Instant;
  /** Aligned with `law.noticesOf(askedController(route))`. */
  readonly notices: readonly ConsentState[];
}

/** Prepares a case's law; pure, cheap. */
export function lawOf(kase: Case): Law {
  const r = kase.registers;
  const scopes = new Set(
    kase.rules.flatMap((p) => p.gates.flatMap((g) => (g.kind === 'basis' ? g.carriedBy.map(scopeOf) : []))),
  );
  const notices = groupBy(
    r.notices.filter((n) => scopes.has(n.scope)),
    (n) => n.controller,
  );
  const contracts = groupBy(r.contracts, (c) => JSON.stringify([c.exporter, c.importer]));
  return {
    packs: kase.rules,
    atlas: atlasOf(r.jurisdictions, kase.home),
    jurisdiction: jurisdictionsOf(kase),
    fields: new Map(r.fields.map((f) => [f.id, f])),
    necessary: new Map(
      r.purposes.flatMap((p) => (p.necessaryFields === null ? [] : [[p.id, p.necessaryFields]])),
    ),
    adequacy: r.adequacy,
    hasOnward: kase.rules.some((p) => p.gates.some((g) => g.kind === 'onward')),
    noticesOf: (controller) => notices.get(controller) ?? [],
    contractsOf: (exporter, importer) => contracts.get(JSON.stringify([exporter, importer])) ?? [],
  };
}

function scopeOf(carrier: Carrier): string | undefined {
  return carrier.by === 'consent' ? carrier.scope : undefined;
}

/** Whose notices are asked: the sender's, or the recipient's for a collection. */
export function askedController(route: Route): string {
  return route.sender === USER ? route.recipient : route.sender;
}

/** Jurisdiction of a route's sender; a collection's counts as home. */
export function senderPlace(law: Law, route: Route): string {
  return route.sender === USER ? law.atlas.home : placeOf(law, route.recipient, route.sender);
}

/** Jurisdiction of a route's recipient. */
export function recipientPlace(law: Law, route: Route): string {
  return placeOf(law, route.recipient, route.recipient);
}

function placeOf(law: Law, recipient: string, id: string): string {
  const place = law.jurisdiction.get(id);
  if (place === undefined)
    throw new RangeError(`processor ${id} on a route to ${recipient} is not in the register`);
  return place;
}

/** For a collection: the recipient is foreign; else the two jurisdictions differ. */
export function crossesBorder(law: Law, route: Route): boolean {
  const to = recipientPlace(law, route);
  return route.sender === USER ? !law.atlas.isHome(to) : senderPlace(law, route) !== to;
}

/** True when a pack's `applies` holds for a field of a route. */
export function packApplies(law: Law, pack: RulePack, route: Route, field: string): boolean {
  const { sender, people, categories, bundleHas } = pack.applies;
  const bySender = sender !== null && law.atlas.matches(senderPlace(law, route), sender);
  const byPeople = people !== null && law.atlas.matches(law.atlas.home, people);
  if (!bySender && !byPeople) return false;
  if (categories !== null && !hasCategory(law, field, categories)) return false;
  return bundleHas === null || route.fields.some((f) => hasCategory(law, f, bundleHas));
}

function hasCategory(law: Law, field: string, prefixes: readonly string[]): boolean {
  const category = law.fields.get(field)?.category ?? null;
  return category !== null && prefixes.some((p) => category.startsWith(p));
}

/** True when an entry's `when` and dates hold. */
export function gateHolds(law: Law, pack: RulePack, gate: Gate, route: Route, at: Instant): boolean {
  return gate.since <= at && at < gate.until && whenHolds(law, pack, gate.when, route);
}

function whenHolds(law: Law, pack: RulePack, when: When, route: Route): boolean {
  if (when === 'collection') return route.sender === USER;
  if (route.sender === USER) return false;
  return when === 'third_party' || !law.atlas.matches(recipientPlace(law, route), pack.zone);
}

/** State of a contract at an instant. */
export function contractStateAt(contract: Contract, at: Instant): ContractState {
  if (at < contract.signedAt) return 'unsigned';
  return at < contract.endsAt ? 'in_force' : 'ended';
}

/** The instants at which contracts, adequacy or dated gates change for a route: sorted, distinct, finite. */
export function breakpoints(law: Law, route: Route): Instant[] {
  const times = new Set<Instant>();
  for (const pack of law.packs) for (const g of pack.gates) times.add(g.since).add(g.until);
  for (const a of law.adequacy) times.add(a.since).add(a.until);
  for (const c of law.contractsOf(route.sender, route.recipient)) times.add(c.signedAt).add(c.endsAt);
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

/** The gates that look at a flow alone. */
export type FlowGate = Extract<Gate, { kind: 'basis' | 'necessity' | 'protection' }>;

/** What one gate entry says of one field. */
export function ask(
  law: Law,
  pack: RulePack,
  gate: FlowGate,
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
  return conclude(tryCarriers(law, pack, gate.carriedBy, route, field, facts));
}

/** The answer of each carrier, in the order in which they are tried. */
export function tryCarriers(
  law: Law,
  pack: RulePack,
  carriers: readonly Carrier[],
  route: Route,
  field: string,
  facts: Facts,
): CarrierAnswer[] {
  const asked: Asked = {
    field,
    purpose: route.purpose,
    sender: route.sender,
    recipient: route.recipient,
    collection: route.sender === USER,
  };
  const notices = law.noticesOf(askedController(route));
  const contracts = law.contractsOf(route.sender, route.recipient);
  return carriers.map((carrier): CarrierAnswer => {
    if (carrier.by === 'adequacy') return askAdequacy(law, pack, route, field, facts.at);
    if (carrier.by === 'contract') {
      const ofKind = contracts
        .filter((c) => c.kind === carrier.kind)
        .map((contract) => ({ contract, state: contractStateAt(contract, facts.at) }));
      return askContract(ofKind, carrier.requires, asked);
    }
    const ofScope = notices
      .map((notice, i) => ({ notice, state: facts.notices[i] ?? 'never' }))
      .filter((n) => n.notice.scope === carrier.scope);
    return askConsent(ofScope, carrier.requires, asked);
  });
}

/** The first yes carries; else any unknown contests; else the union of the reasons, or NO_BASIS. */
function conclude(answers: readonly CarrierAnswer[]): Answer {
  const questions = new Map<string, Question>();
  const codes = new Set<Code>();
  for (const a of answers) {
    if (a.is === 'yes') return { is: 'carried', by: a.by };
    if (a.is === 'unknown') for (const q of a.questions) questions.set(JSON.stringify([q.of, q.fact]), q);
    else for (const r of a.reasons) codes.add(r.code);
  }
  if (questions.size > 0) {
    const sorted = [...questions.values()].sort(
      (a, b) => compareText(a.of, b.of) || compareText(a.fact, b.fact),
    );
    return { is: 'contested', questions: sorted };
  }
  return { is: 'unsupported', codes: codes.size === 0 ? ['NO_BASIS'] : [...codes].sort(compareText) };
}

/** The answer of `adequacy: true`. */
function askAdequacy(law: Law, pack: RulePack, route: Route, field: string, at: Instant): CarrierAnswer {
  const from = senderPlace(law, route);
  const to = recipientPlace(law, route);
  const rows = law.adequacy.filter(
    (a) =>
      a.since <= at &&
      at < a.until &&
      (law.atlas.matches(a.exporter, pack.zone) || law.atlas.matches(from, [a.exporter])) &&
      law.atlas.matches(to, [a.importer]),
  );
  if (rows.some((a) => !hasCategory(law, field, a.exceptCategories)))
    return { is: 'yes', by: { kind: 'adequacy' } };
  return { is: 'no', reasons: rows.length > 0 ? [{ code: 'ADEQUACY_OUT_OF_SCOPE', of: [] }] : [] };
}
