import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { instantOf } from './time.js';

export interface Carrier {
  readonly consent?: string;
  readonly contract?: string;
  readonly adequacy?: boolean;
  readonly requires: ReadonlyMap<string, string>;
  readonly cite: string | null;
}

export interface Gate {
  readonly gate: string;
  readonly when: string;
  readonly since: number;
  readonly until: number;
  readonly effect: string;
  readonly carriers: readonly Carrier[];
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
  readonly gates: readonly Gate[];
}

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
    readonly carried_by?: readonly {
      readonly consent?: string;
      readonly contract?: string;
      readonly adequacy?: boolean;
      readonly requires?: Readonly<Record<string, string | boolean>>;
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
    gates: yaml.gates.map((g) => ({
      gate: g.gate,
      when: g.when ?? 'third_party',
      since: date(g.since) ?? -Infinity,
      until: date(g.until) ?? Infinity,
      effect: g.effect ?? 'breach',
      weak: g.weak ?? [],
      cite: g.cite ?? null,
      carriers: (g.carried_by ?? []).map((c) => ({
        ...(c.consent === undefined ? {} : { consent: c.consent }),
        ...(c.contract === undefined ? {} : { contract: c.contract }),
        ...(c.adequacy === undefined ? {} : { adequacy: c.adequacy }),
        requires: new Map(Object.entries(c.requires ?? {}).map(([k, v]) => [k, String(v)])),
        cite: c.cite ?? null,
      })),
    })),
  };
}
