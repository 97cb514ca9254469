import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { readPack, type Pack } from './pack.js';
import { itemsOf, readIfThere, readTable, textOf, type Row } from './tables.js';
import { byCodePoints } from './text.js';
import { instantOf } from './time.js';

export type Fact = string | null;

export interface Notice {
  readonly id: string;
  readonly controller: string;
  readonly scope: string;
  readonly recipients: readonly string[];
  readonly fields: readonly string[];
  readonly purposes: readonly string[];
  readonly facts: ReadonlyMap<string, Fact>;
}

export interface Contract {
  readonly id: string;
  readonly kind: string;
  readonly exporter: string;
  readonly importer: string;
  readonly fields: readonly string[];
  readonly purposes: readonly string[];
  readonly signedAt: number;
  readonly endsAt: number;
  readonly onward: readonly string[];
  readonly facts: ReadonlyMap<string, Fact>;
}

export interface Adequacy {
  readonly exporter: string;
  readonly importer: string;
  readonly since: number;
  readonly until: number;
  readonly except: readonly string[];
  readonly organisations: readonly string[];
  readonly requires: readonly string[];
}

export interface Holding {
  readonly owner: string;
  readonly owned: string;
  readonly share: number;
  readonly since: number;
  readonly until: number;
}

export interface Field {
  readonly category: string | null;
  readonly derivedFrom: readonly string[];
  readonly method: string | null;
}

export interface LogSource {
  readonly rows: readonly Row[];
  readonly files: readonly string[];
  readonly zone: string;
  readonly columns: ReadonlyMap<string, string>;
}

/** A case as its folder says, every name of a processor resolved. */
export interface NaiveCase {
  readonly title: string;
  readonly home: string;
  readonly packs: readonly Pack[];
  readonly maxHops: number;
  readonly ends: string;
  readonly maxTrails: number;
  readonly memberOf: ReadonlyMap<string, readonly string[]>;
  readonly processors: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, Field>;
  readonly purposes: ReadonlyMap<string, readonly string[]>;
  readonly processorFacts: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  readonly purposeFacts: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  readonly parents: ReadonlyMap<string, { readonly id: string; readonly share: number }>;
  readonly ownership: readonly Holding[];
  readonly notices: readonly Notice[];
  readonly contracts: readonly Contract[];
  readonly adequacy: readonly Adequacy[];
  readonly transfers: LogSource;
  readonly consents: LogSource;
}

interface SourceYaml {
  readonly files?: readonly string[];
  readonly timezone?: string;
  readonly columns?: Readonly<Record<string, string>>;
}

interface CaseYaml {
  readonly title?: string;
  readonly home: string;
  readonly rules: readonly string[];
  readonly trace?: { readonly maxHops?: number; readonly ends?: string; readonly maxTrails?: number };
  readonly sources?: Readonly<Record<string, SourceYaml>>;
}

/** @param builtIn folder of the packs that come with the program */
export async function readCase(dir: string, builtIn: string): Promise<NaiveCase> {
  const yaml = parse(readFileSync(join(dir, 'case.yaml'), 'utf8')) as CaseYaml;
  const register = async (name: string): Promise<Register> => {
    const source = yaml.sources?.[name];
    const files = source?.files ?? [`${name}.csv`, `${name}.jsonl`, `${name}.parquet`];
    const rows = await Promise.all(files.map((f) => (source ? readTable(dir, f) : readIfThere(dir, f))));
    return new Register(
      rows.flat(),
      source?.timezone ?? 'UTC',
      new Map(Object.entries(source?.columns ?? {})),
    );
  };
  const log = async (name: string): Promise<LogSource> => {
    const source = yaml.sources?.[name];
    const patterns = source?.files ?? [`${name}.csv`];
    const matches = patterns.map((p) =>
      globSync(p, { cwd: dir, expandDirectories: false }).sort(byCodePoints),
    );
    const files = [...new Set(matches.flat())];
    const rows = await Promise.all(files.map((f) => readTable(dir, f)));
    return {
      rows: rows.flat(),
      files,
      zone: source?.timezone ?? 'UTC',
      columns: new Map(Object.entries(source?.columns ?? {})),
    };
  };
  const processors = await register('processors');
  const aliases = new Map<string, string>();
  for (const p of processors.rows) {
    aliases.set(processors.text(p, 'id'), processors.text(p, 'id'));
    for (const alias of processors.list(p, 'aliases')) aliases.set(alias, processors.text(p, 'id'));
  }
  const resolve = (name: string): string => aliases.get(name) ?? name;
  const [jurisdictions, fields, purposes, notices, contracts, adequacy, ownership] = await Promise.all(
    ['jurisdictions', 'fields', 'purposes', 'notices', 'contracts', 'adequacy', 'ownership'].map(register),
  );
  if (!ownership || !jurisdictions || !fields || !purposes || !notices || !contracts || !adequacy)
    throw new Error('no register');
  return {
    title: yaml.title ?? '',
    home: yaml.home,
    packs: yaml.rules.map((r) => readPack(r.endsWith('.yaml') ? join(dir, r) : join(builtIn, `${r}.yaml`))),
    maxHops: yaml.trace?.maxHops ?? 6,
    ends: yaml.trace?.ends ?? 'foreign',
    maxTrails: yaml.trace?.maxTrails ?? 1_000_000,
    memberOf: new Map(
      jurisdictions.rows.map((r) => [jurisdictions.text(r, 'code'), jurisdictions.list(r, 'member_of')]),
    ),
    processors: new Map(
      processors.rows.map((r) => [processors.text(r, 'id'), processors.text(r, 'jurisdiction')]),
    ),
    aliases,
    fields: new Map(
      fields.rows.map((r) => [
        fields.text(r, 'id'),
        {
          category: fields.optional(r, 'category'),
          derivedFrom: fields.list(r, 'derived_from'),
          method: fields.optional(r, 'method'),
        },
      ]),
    ),
    purposes: new Map(
      purposes.rows.map((r) => [purposes.text(r, 'id'), purposes.list(r, 'necessary_fields')]),
    ),
    notices: notices.rows.map((r) => ({
      id: notices.text(r, 'id'),
      controller: resolve(notices.text(r, 'controller')),
      scope: notices.text(r, 'scope'),
      recipients: notices.list(r, 'recipients').map(resolve),
      fields: notices.list(r, 'fields'),
      purposes: notices.list(r, 'purposes'),
      facts: notices.facts(r, ['id', 'controller', 'scope', 'recipients', 'fields', 'purposes'], resolve),
    })),
    contracts: contracts.rows.map((r) => ({
      id: contracts.text(r, 'id'),
      kind: contracts.text(r, 'kind'),
      exporter: resolve(contracts.text(r, 'exporter')),
      importer: resolve(contracts.text(r, 'importer')),
      fields: contracts.list(r, 'fields'),
      purposes: contracts.list(r, 'purposes'),
      signedAt: contracts.time(r, 'signed_at') ?? -Infinity,
      endsAt: contracts.time(r, 'ends_at') ?? Infinity,
      onward: contracts.list(r, 'onward').map(resolve),
      facts: contracts.facts(
        r,
        ['id', 'kind', 'exporter', 'importer', 'fields', 'purposes', 'signed_at', 'ends_at', 'onward'],
        resolve,
      ),
    })),
    adequacy: adequacy.rows.map((r) => ({
      exporter: adequacy.text(r, 'exporter'),
      importer: adequacy.text(r, 'importer'),
      since: adequacy.time(r, 'since') ?? -Infinity,
      until: adequacy.time(r, 'until') ?? Infinity,
      except: adequacy.list(r, 'except_categories'),
      organisations: adequacy.list(r, 'organisations').map(resolve),
      requires: adequacy.list(r, 'requires'),
    })),
    processorFacts: new Map(
      processors.rows.map((r) => [
        processors.text(r, 'id'),
        processors.facts(r, ['id', 'jurisdiction', 'name', 'parent', 'share', 'aliases'], (w) => w),
      ]),
    ),
    purposeFacts: new Map(
      purposes.rows.map((r) => [
        purposes.text(r, 'id'),
        purposes.facts(r, ['id', 'name', 'necessary_fields'], (w) => w),
      ]),
    ),
    parents: new Map(
      processors.rows.flatMap((r) => {
        const parent = processors.optional(r, 'parent');
        const share = Number(processors.optional(r, 'share') ?? '0');
        return parent === null ? [] : [[processors.text(r, 'id'), { id: resolve(parent), share }]];
      }),
    ),
    ownership: ownership.rows.map((r) => ({
      owner: resolve(ownership.text(r, 'owner')),
      owned: resolve(ownership.text(r, 'owned')),
      share: Number(ownership.text(r, 'share')),
      since: ownership.time(r, 'since') ?? -Infinity,
      until: ownership.time(r, 'until') ?? Infinity,
    })),
    transfers: await log('transfers'),
    consents: await log('consents'),
  };
}

/** A register's rows and how its cells are read. */
class Register {
  constructor(
    readonly rows: readonly Row[],
    readonly zone: string,
    readonly columns: ReadonlyMap<string, string>,
  ) {}

  text(row: Row, column: string): string {
    const text = this.optional(row, column);
    if (text === null) throw new Error(`${row.file}, row ${row.row}: ${column} is empty`);
    return text;
  }

  optional(row: Row, column: string): string | null {
    return textOf(row.cells?.get(this.columns.get(column) ?? column)) ?? null;
  }

  list(row: Row, column: string): string[] {
    return itemsOf(row.cells?.get(this.columns.get(column) ?? column)) ?? [];
  }

  time(row: Row, column: string): number | null {
    const text = this.optional(row, column);
    return text === null ? null : instantOf(text, this.zone);
  }

  facts(row: Row, known: readonly string[], resolve: (name: string) => string): Map<string, Fact> {
    const facts = new Map<string, Fact>();
    for (const [name, cell] of row.cells ?? []) {
      if (known.includes(name)) continue;
      const raw =
        typeof cell === 'object' && cell !== null && 'bad' in cell ? String(cell.bad) : textOf(cell);
      const word = raw?.toLowerCase();
      if (raw === null || raw === undefined) facts.set(name, null);
      else if (word === 'true' || word === 'false') facts.set(name, word);
      else facts.set(name, name === 'beneficiary' ? resolve(raw) : raw);
    }
    return facts;
  }
}
