import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { countKey } from '../../src/law/counts.js';
import { lawOf, tryCarriers, type Law } from '../../src/law/decide.js';
import { builtInPacks, readPack } from '../../src/law/pack.js';
import { USER, type Adequacy, type Case, type Contract, type Notice } from '../../src/model/case.js';
import { at } from '../../src/model/collect.js';
import type { Counts } from '../../src/model/counts.js';
import type { Route } from '../../src/model/flow.js';
import type { Carrier, Gate, RulePack } from '../../src/model/rule-pack.js';
import type { ConsentState } from '../../src/model/states.js';
import { madeCase } from '../support/made-case.js';

export type BasisGate = Extract<Gate, { kind: 'basis' }>;

export const PACKS: readonly RulePack[] = builtInPacks().map((id) => readPack(id, '', {}).pack);

export type Facts = Readonly<Record<string, string>>;

/** One line of the table: a carrier, and what it asks. */
export interface Row {
  readonly pack: string;
  readonly entry: number;
  readonly gate: string;
  readonly carrier: string;
  /** Asked words (any of them) by `record.X`, `exporter.X`, `importer.X` or `purpose.X`. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** Items that a list must have, all of them, by `record.X`. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly counts: readonly string[];
  readonly unrecordedFails: boolean;
}

export const ROWS: readonly Row[] = readFileSync(join(packageRoot(), 'test/law/pack-carriers.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [about = '', carrier = '', asks = '', unrecorded] = line.split(' > ');
    const [pack = '', entry = '', gate = ''] = about.split(' ');
    const items = asks === '-' ? [] : asks.split(', ');
    const pairs = (sign: string): [string, string[]][] =>
      items
        .filter((i) => i.includes(sign))
        .map((i) => [i.slice(0, i.indexOf(sign)), i.slice(i.indexOf(sign) + 1).split('|')]);
    return {
      ...{ pack, entry: Number(entry), gate, carrier },
      words: new Map(pairs('=')),
      lists: new Map(pairs('~')),
      counts: items.filter((i) => i.includes('<')),
      unrecordedFails: unrecorded === 'unrecorded fails',
    };
  });

/** How a carrier is called in the table. */
export function nameOf(c: Carrier): string {
  if (c.by === 'adequacy') return 'adequacy';
  return `${c.by} ${c.by === 'consent' ? c.scope : c.by === 'contract' ? c.kind : c.name}`;
}

/** What a carrier meets: facts, the states of its record, an adequacy row. */
export interface Met {
  readonly facts?: Facts;
  readonly consent?: ConsentState;
  readonly contract?: Partial<Pick<Contract, 'signedAt' | 'endsAt'>>;
  readonly adequacy?: Partial<Adequacy>;
  readonly counted?: Counts;
  /** False where there is no record at all. */
  readonly recorded?: boolean;
}

const HOMES: Readonly<Record<string, string>> = {
  'cn-pipl': 'CN',
  'eu-gdpr': 'DE',
  'jp-appi': 'JP',
  'uk-gdpr': 'GB',
};

/** An instant at which an entry is in force. */
export function instantOf(gate: Gate): number {
  if (Number.isFinite(gate.since)) return gate.since;
  return Number.isFinite(gate.until) ? gate.until - 1 : Date.UTC(2025, 0, 1) * 1000;
}

export function routeOf(gate: Gate): Route {
  const sender = gate.when === 'collection' ? USER : 'home';
  const recipient = gate.when === 'collection' ? 'home' : 'abroad';
  return { sender, recipient, fields: ['data'], purpose: 'work', basis: null };
}

/** A law of one pack, with one record for the carrier that is asked. */
export function lawFor(pack: RulePack, gate: Gate, carrier: Carrier | null, met: Met): Law {
  const made = madeCase();
  const home = HOMES[pack.id] ?? 'KR';
  const factsOf = (of: string): Map<string, string> =>
    new Map(
      Object.entries(met.facts ?? {}).flatMap(([k, v]) =>
        k.startsWith(`${of}.`) ? [[k.slice(of.length + 1), v]] : [],
      ),
    );
  const processor = (
    id: string,
    jurisdiction: string,
    facts: Map<string, string>,
  ): Case['registers']['processors'][number] => ({
    ...{ id, jurisdiction, facts, name: null, parent: null, share: null, aliases: [] },
  });
  const { sender, recipient } = routeOf(gate);
  const record = { id: 'record', fields: '*', purposes: '*', facts: factsOf('record') } as const;
  const recorded = met.recorded !== false;
  const notices: Notice[] =
    recorded && carrier?.by === 'consent'
      ? [
          {
            ...record,
            controller: sender === USER ? recipient : sender,
            scope: carrier.scope,
            recipients: '*',
          },
        ]
      : [];
  const contracts: Contract[] =
    recorded && carrier?.by === 'contract'
      ? [
          {
            ...record,
            ...{ kind: carrier.kind, exporter: sender, importer: recipient, onward: new Set() },
            ...{ signedAt: -Infinity, endsAt: Infinity },
            ...met.contract,
          },
        ]
      : [];
  const category = gate.kind === 'basis' ? gate.categories?.[0] : undefined;
  const kase: Case = {
    ...made,
    home: home === 'DE' ? 'EEA' : home,
    rules: [pack],
    registers: {
      jurisdictions: [{ code: 'DE', name: null, memberOf: ['EEA'] }],
      adequacy:
        recorded && carrier?.by === 'adequacy'
          ? [
              {
                ...{ exporter: home, importer: 'US', since: -Infinity, until: Infinity },
                ...{ exceptCategories: [], organisations: null, requires: new Map() },
                ...met.adequacy,
              },
            ]
          : [],
      processors: [
        processor('home', home, factsOf('exporter')),
        processor('abroad', 'US', new Map([['accessed_from', 'US'], ...factsOf('importer')])),
      ],
      ownership: [],
      fields: [
        {
          ...{ id: 'data', derivedFrom: [], method: null },
          category: category ?? pack.applies.bundleHas?.[0] ?? 'pd:TelephoneNumber',
        },
      ],
      purposes: [{ id: 'work', name: null, necessaryFields: null, facts: factsOf('purpose') }],
      notices,
      contracts,
    },
  };
  return lawOf(kase, met.counted ?? {});
}

function basisGate(pack: RulePack, entry: number): BasisGate {
  const gate = at(pack.gates, entry);
  assert.ok(gate.kind === 'basis');
  return gate;
}

/** How a carrier of a pack answers to what it meets. */
export function answerOf(pack: RulePack, entry: number, index: number, met: Met): 'yes' | 'no' | 'unknown' {
  const gate = basisGate(pack, entry);
  const carrier = at(gate.carriedBy, index);
  const law = lawFor(pack, gate, carrier, met);
  const notices = new Map([['record', met.consent ?? 'in_force']]);
  return at(tryCarriers(law, pack, gate, routeOf(gate), 'data', { at: instantOf(gate), notices }), index).is;
}

/** Counts that have reached what a carrier asks, at the instant that is asked about. */
export function reached(pack: RulePack, entry: number, index: number): Counts {
  const gate = basisGate(pack, entry);
  const carrier = at(gate.carriedBy, index);
  const law = lawFor(pack, gate, carrier, {});
  const counts = carrier.conditions.filter((c) => c.kind === 'count');
  return Object.fromEntries(
    counts.map((c) => [countKey(law, pack, gate, c, routeOf(gate)), [instantOf(gate)]]),
  );
}
