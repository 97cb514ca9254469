import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { instantOf } from './time.js';

export interface Count {
  readonly of: string;
  readonly below: number;
  readonly along: string;
  readonly within: string;
  readonly categories: readonly string[] | null;
}

export interface Carrier {
  readonly consent?: string;
  readonly contract?: string;
  readonly adequacy?: boolean;
  readonly exemption?: string;
  readonly requires: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly party: readonly { of: string; fact: string; wanted: readonly string[] }[];
  readonly counts: readonly Count[];
  readonly held: { readonly by: readonly string[]; readonly below: number } | null;
  readonly unrecorded: string;
  readonly cite: string | null;
}

export interface Gate {
  readonly gate: string;
  readonly when: string;
  readonly since: number;
  readonly until: number;
  readonly effect: string;
  readonly carriers: readonly Carrier[];
  readonly categories: readonly string[] | null;
  readonly exceptCategories: readonly string[];
  readonly to: string | null;
  readonly unrecorded: string;
  readonly weak: readonly string[];
  readonly cite: string | null;
}

export interface Pack {
  readonly id: string;
  readonly sender: readonly string[];
  readonly people: readonly string[];
  readonly categories: readonly string[];
  readonly bundleHas: readonly string[];
  readonly zone: readonly string[];
  readonly timezone: string;
  readonly gates: readonly Gate[];
}

type Words = Readonly<Record<string, string | boolean | readonly (string | boolean)[]>>;

interface PackYaml {
  readonly id: string;
  readonly applies: {
    readonly sender?: readonly string[];
    readonly people?: readonly string[];
    readonly categories?: readonly string[];
    readonly bundle_has?: readonly string[];
  };
  readonly timezone?: string;
  readonly zone?: readonly string[];
  readonly gates: readonly {
    readonly gate: string;
    readonly when?: string;
    readonly since?: string;
    readonly until?: string;
    readonly effect?: string;
    readonly weak?: readonly string[];
    readonly cite?: string;
    readonly categories?: readonly string[];
    readonly except_categories?: readonly string[];
    readonly to?: string;
    readonly unrecorded?: string;
    readonly carried_by?: readonly {
      readonly consent?: string;
      readonly contract?: string;
      readonly adequacy?: boolean;
      readonly exemption?: string;
      readonly requires?: Readonly<Record<string, string | boolean>>;
      readonly lists?: Readonly<Record<string, readonly string[]>>;
      readonly exporter?: Words;
      readonly importer?: Words;
      readonly purpose?: Words;
      readonly counts?: readonly Partial<Count>[];
      readonly held?: { readonly by: readonly string[]; readonly below: number };
      readonly unrecorded?: string;
      readonly cite?: string;
    }[];
  }[];
}

/** A rule pack, as its file says. */
export function readPack(path: string): Pack {
  const yaml = parse(readFileSync(path, 'utf8')) as PackYaml;
  const { sender = [], people = [], categories = [], bundle_has: bundleHas = [] } = yaml.applies;
  const date = (text: string | undefined): number | null =>
    text === undefined ? null : instantOf(text, yaml.timezone ?? 'UTC');
  return {
    id: yaml.id,
    sender,
    people,
    categories,
    bundleHas,
    zone: yaml.zone ?? [...sender, ...people],
    timezone: yaml.timezone ?? 'UTC',
    gates: yaml.gates.map((g) => ({
      gate: g.gate,
      when: g.when ?? 'third_party',
      since: date(g.since) ?? -Infinity,
      until: date(g.until) ?? Infinity,
      effect: g.effect ?? 'breach',
      weak: g.weak ?? [],
      cite: g.cite ?? null,
      categories: g.categories ?? null,
      exceptCategories: g.except_categories ?? [],
      to: g.to ?? null,
      unrecorded: g.unrecorded ?? 'contested',
      carriers: (g.carried_by ?? []).map((c) => ({
        ...(c.consent === undefined ? {} : { consent: c.consent }),
        ...(c.contract === undefined ? {} : { contract: c.contract }),
        ...(c.adequacy === undefined ? {} : { adequacy: c.adequacy }),
        ...(c.exemption === undefined ? {} : { exemption: c.exemption }),
        requires: new Map(Object.entries(c.requires ?? {}).map(([k, v]) => [k, String(v)])),
        lists: new Map(Object.entries(c.lists ?? {})),
        party: (['exporter', 'importer', 'purpose'] as const).flatMap((of) =>
          Object.entries(c[of] ?? {}).map(([fact, words]) => ({
            of,
            fact,
            wanted: (Array.isArray(words) ? words : [words]).map(String),
          })),
        ),
        counts: (c.counts ?? []).map((n) => ({
          of: n.of ?? '',
          below: n.below ?? 0,
          along: n.along ?? 'sender',
          within: n.within ?? 'year',
          categories: n.categories ?? null,
        })),
        held: c.held ?? null,
        unrecorded: c.unrecorded ?? 'contested',
        cite: c.cite ?? null,
      })),
    })),
  };
}
