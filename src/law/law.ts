import {
  USER,
  type Adequacy,
  type Case,
  type Contract,
  type DataField,
  type Facts,
  type Notice,
  type Ownership,
  type Processor,
} from '../model/case.js';
import type { Cells } from '../model/cells.js';
import { groupBy } from '../model/collect.js';
import type { Counts } from '../model/counts.js';
import type { Route } from '../model/flow.js';
import type { Gate, RulePack } from '../model/rule-pack.js';
import { atlasOf, jurisdictionsOf, type Atlas } from './places.js';

/** The gates that look at a flow alone, field by field. */
export type FieldGate = Extract<Gate, { kind: 'basis' | 'necessity' | 'protection' }>;

/** What the law needs to know of a case, looked up once. */
export interface Law {
  readonly packs: readonly RulePack[];
  readonly atlas: Atlas;
  readonly jurisdiction: ReadonlyMap<string, string>;
  readonly processors: ReadonlyMap<string, Processor>;
  readonly fields: ReadonlyMap<string, DataField>;
  readonly purposeFacts: ReadonlyMap<string, Facts>;
  readonly necessary: ReadonlyMap<string, ReadonlySet<string>>;
  readonly adequacy: readonly Adequacy[];
  readonly hasOnward: boolean;
  /** Dated holdings that some pack may ask about; none when no pack asks who holds whom. */
  readonly ownership: readonly Ownership[];
  /** When counts over the whole log reach what the packs ask. */
  readonly counts: Counts;
  /** Where rows of the registers stand. */
  readonly cells: Cells;
  /** The notices of a controller, in register order. */
  noticesOf(controller: string): readonly Notice[];
  /** The contracts of a pair, in register order. */
  contractsOf(exporter: string, importer: string): readonly Contract[];
}

/**
 * Prepares a case's law; pure, cheap.
 *
 * @param counts what was counted of the case's logs (`evidence/count-units.ts`); a result keeps it as `counts`
 */
export function lawOf(kase: Case, counts: Counts): Law {
  const r = kase.registers;
  const carriers = kase.rules.flatMap((p) => p.gates.flatMap((g) => (g.kind === 'basis' ? g.carriedBy : [])));
  const notices = groupBy(r.notices, (n) => n.controller);
  const contracts = groupBy(r.contracts, (c) => JSON.stringify([c.exporter, c.importer]));
  return {
    packs: kase.rules,
    atlas: atlasOf(r.jurisdictions, kase.home),
    jurisdiction: jurisdictionsOf(kase),
    processors: new Map(r.processors.map((p) => [p.id, p])),
    fields: new Map(r.fields.map((f) => [f.id, f])),
    purposeFacts: new Map(r.purposes.map((p) => [p.id, p.facts])),
    necessary: new Map(
      r.purposes.flatMap((p) => (p.necessaryFields === null ? [] : [[p.id, p.necessaryFields]])),
    ),
    adequacy: r.adequacy,
    hasOnward: kase.rules.some((p) => p.gates.some((g) => g.kind === 'onward')),
    ownership: carriers.some((c) => c.conditions.some((x) => x.kind === 'held')) ? r.ownership : [],
    counts,
    cells: kase.cells,
    noticesOf: (controller) => notices.get(controller) ?? [],
    contractsOf: (exporter, importer) => contracts.get(JSON.stringify([exporter, importer])) ?? [],
  };
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

/** True when a gate looks at a field. */
export function looksAt(law: Law, gate: FieldGate, field: string): boolean {
  if (gate.categories !== null && !hasCategory(law, field, gate.categories)) return false;
  return !hasCategory(law, field, gate.exceptCategories);
}

/** True when a field's category begins with one of the prefixes. */
export function hasCategory(law: Law, field: string, prefixes: readonly string[]): boolean {
  const category = law.fields.get(field)?.category ?? null;
  return category !== null && prefixes.some((p) => category.startsWith(p));
}
