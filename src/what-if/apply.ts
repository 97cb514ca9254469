import { Gazetteer } from '../case/jurisdictions.js';
import { suggest } from '../input/near.js';
import type { YamlPath } from '../input/yaml.js';
import { askedFacts } from '../law/asked-facts.js';
import { itemsOf } from '../law/destination.js';
import { USER, type Adequacy, type Case, type Facts } from '../model/case.js';
import type { ChangeFile } from './change-file.js';
import type { Changes, Cut } from './change-schema.js';
import { Bases } from './changed-bases.js';
import { packsOf, registersFor } from './changed-packs.js';

/** Flows that are cut: one by its id under the law as it is, or all that agree with what is named. */
export type CutFlows =
  | { readonly flow: string }
  | { readonly sender?: string; readonly recipient?: string; readonly purpose?: string };

/** A case as it is supposed to be. What is not changed is the very same object as in the original. */
export interface Supposed {
  readonly kase: Case;
  readonly cuts: readonly CutFlows[];
  readonly addedNotices: readonly string[];
}

/**
 * Applies what is supposed to a case. No I/O but reading rule packs, and registers again where an added pack asks for
 * columns of them that no other does; cheap.
 *
 * @param isFlow whether the analysis has a flow of this id
 * @throws WayleaveError CHANGE_INVALID at what names nothing or contradicts itself; PACK_INVALID for a broken pack
 */
export async function applyChanges(
  kase: Case,
  file: ChangeFile,
  isFlow: (id: string) => boolean,
): Promise<Supposed> {
  const { change = {}, add = {}, drop = {}, cut = [] } = file.value;
  if ([change, add, drop].every((part) => Object.values(part).every(isEmpty)) && cut.length === 0) {
    throw file.fail([], 'nothing is supposed', 'some of change, add, drop and cut');
  }
  const bases = new Bases(kase, file);
  const rules = packsOf(kase, file, add.packs ?? [], drop.packs ?? []);
  const registers = await registersFor(kase, rules);
  const ids = new Set([...registers.notices, ...registers.contracts].map((x) => x.id));
  const fresh = (id: string, path: YamlPath): void => {
    if (ids.has(id)) {
      throw file.fail([...path, 'id'], `${id} is the id of a notice or contract already`, 'an id of its own');
    }
    ids.add(id);
  };
  const notices = revise(file, 'notices', registers.notices, change.notices, drop.notices, (n, raw, path) =>
    bases.changedNotice(n, raw, path),
  );
  const contracts = revise(
    file,
    'contracts',
    registers.contracts,
    change.contracts,
    drop.contracts,
    (c, raw, path) => bases.changedContract(c, raw, path),
  );
  const gazetteer = new Gazetteer(registers.jurisdictions);
  const { places } = askedFacts(rules);
  for (const [id, { facts }] of Object.entries(change.processors ?? {})) {
    for (const fact of places)
      checkPlaces(file, gazetteer, ['change', 'processors', id, 'facts', fact], facts[fact]);
  }
  const withFacts = <T extends { readonly id: string; readonly facts: Facts }>(
    name: 'processors' | 'purposes',
    items: readonly T[],
  ): readonly T[] =>
    revise(file, name, items, change[name], undefined, (item, raw) => ({
      ...item,
      facts: bases.facts(item.facts, raw.facts),
    }));
  const newNotices = (add.notices ?? []).map((raw, i) => {
    fresh(raw.id, ['add', 'notices', i]);
    return bases.newNotice(raw, ['add', 'notices', i]);
  });
  const newContracts = (add.contracts ?? []).map((raw, i) => {
    fresh(raw.id, ['add', 'contracts', i]);
    return bases.newContract(raw, ['add', 'contracts', i]);
  });
  return {
    kase: {
      ...kase,
      rules,
      registers: {
        ...registers,
        processors: withFacts('processors', registers.processors),
        purposes: withFacts('purposes', registers.purposes),
        notices: [...notices, ...newNotices],
        contracts: [...contracts, ...newContracts],
        adequacy: adequacyOf(registers.adequacy, bases, gazetteer, add, drop),
      },
    },
    cuts: cut.map((c, i) => cutOf(c, bases, isFlow, ['cut', i])),
    addedNotices: newNotices.map((n) => n.id),
  };
}

function isEmpty(part: object | undefined): boolean {
  return part === undefined || Object.keys(part).length === 0;
}

/** The items of a register without those that are dropped, some of them changed. */
function revise<T extends { readonly id: string }, R>(
  file: ChangeFile,
  name: string,
  items: readonly T[],
  changes: Readonly<Record<string, R>> | undefined,
  drops: readonly string[] | undefined,
  changed: (item: T, raw: R, path: YamlPath) => T,
): readonly T[] {
  const ids = new Set(items.map((x) => x.id));
  const mustExist = (id: string, path: YamlPath): void => {
    if (!ids.has(id)) throw file.fail(path, `${name} has no ${id}`, suggest(id, ids));
  };
  const revisions = new Map(Object.entries(changes ?? {}));
  const dropped = new Set(drops);
  for (const id of revisions.keys()) {
    mustExist(id, ['change', name, id]);
    if (dropped.has(id)) {
      throw file.fail(['change', name, id], `${id} is dropped and changed at once`, 'one of the two');
    }
  }
  (drops ?? []).forEach((id, i) => {
    mustExist(id, ['drop', name, i]);
  });
  return items.flatMap((item) => {
    if (dropped.has(item.id)) return [];
    const raw = revisions.get(item.id);
    return [raw === undefined ? item : changed(item, raw, ['change', name, item.id])];
  });
}

function adequacyOf(
  rows: readonly Adequacy[],
  bases: Bases,
  gazetteer: Gazetteer,
  add: NonNullable<Changes['add']>,
  drop: NonNullable<Changes['drop']>,
): Adequacy[] {
  const drops = drop.adequacy ?? [];
  const matches = (d: (typeof drops)[number], row: Adequacy): boolean =>
    d.exporter === row.exporter && d.importer === row.importer;
  drops.forEach((d, i) => {
    if (rows.some((row) => matches(d, row))) return;
    const accepted = suggest(
      `${d.exporter} to ${d.importer}`,
      rows.map((row) => `${row.exporter} to ${row.importer}`),
    );
    throw bases.file.fail(['drop', 'adequacy', i], 'adequacy has no such row', accepted);
  });
  const added = (add.adequacy ?? []).map((raw, i): Adequacy => {
    const path: YamlPath = ['add', 'adequacy', i];
    for (const side of ['exporter', 'importer'] as const) {
      checkPlaces(bases.file, gazetteer, [...path, side], raw[side]);
    }
    const since = bases.instant(raw.since, [...path, 'since']) ?? -Infinity;
    const until = bases.instant(raw.until, [...path, 'until']) ?? Infinity;
    if (until <= since) throw bases.file.fail(path, 'until is not after since', 'a time after since');
    const organisations = bases.processors(raw.organisations, [...path, 'organisations']) ?? '*';
    return {
      exporter: raw.exporter,
      importer: raw.importer,
      since,
      until,
      exceptCategories: raw.except_categories ?? [],
      organisations: organisations === '*' || organisations.size === 0 ? null : organisations,
      requires: new Map(),
    };
  });
  return [...rows.filter((row) => !drops.some((d) => matches(d, row))), ...added];
}

/** Fails on a place, or a list of places in a fact, that nobody knows. */
function checkPlaces(
  file: ChangeFile,
  gazetteer: Gazetteer,
  path: YamlPath,
  cell: string | boolean | readonly string[] | null | undefined,
): void {
  for (const place of typeof cell === 'object' && cell !== null ? cell : itemsOf(String(cell ?? ''))) {
    if (gazetteer.knowsPlace(place)) continue;
    throw file.fail(path, `${place} is an unknown jurisdiction`, gazetteer.acceptedPlaces(place));
  }
}

function cutOf(cut: Cut, bases: Bases, isFlow: (id: string) => boolean, path: YamlPath): CutFlows {
  if (typeof cut === 'string') {
    if (isFlow(cut)) return { flow: cut };
    throw bases.file.fail(path, `the analysis has no flow ${cut}`, 'the id of a flow, as analyze prints it');
  }
  const { sender, recipient, purpose } = cut;
  if (sender === undefined && recipient === undefined && purpose === undefined) {
    throw bases.file.fail(path, 'a cut names no flow', 'some of sender, recipient and purpose');
  }
  return {
    ...(sender === undefined
      ? {}
      : { sender: sender === USER ? USER : bases.processor(sender, [...path, 'sender']) }),
    ...(recipient === undefined ? {} : { recipient: bases.processor(recipient, [...path, 'recipient']) }),
    ...(purpose === undefined ? {} : { purpose: bases.purpose(purpose, [...path, 'purpose']) }),
  };
}
