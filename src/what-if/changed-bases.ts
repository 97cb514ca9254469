import { suggest } from '../input/near.js';
import { parseInstant } from '../input/time.js';
import type { YamlPath } from '../input/yaml.js';
import { processorNames, type Names } from '../case/names.js';
import type { Case, Contract, Coverage, Facts, Notice } from '../model/case.js';
import type { Instant } from '../model/instant.js';
import type { ChangeFile } from './change-file.js';
import type { ContractChange, NewContract, NewNotice, NoticeChange } from './change-schema.js';

type Raw<T> = T | undefined;
type RawFacts = Readonly<Record<string, boolean | string | readonly string[] | null>>;

/** Turns what a change file says of notices and contracts into what registers hold, resolving every name. */
export class Bases {
  readonly names: Names;
  readonly #fields: ReadonlySet<string>;
  readonly #purposes: ReadonlySet<string>;

  constructor(
    kase: Case,
    readonly file: ChangeFile,
  ) {
    const { processors, fields, purposes } = kase.registers;
    this.names = processorNames(processors);
    this.#fields = new Set(fields.map((f) => f.id));
    this.#purposes = new Set(purposes.map((p) => p.id));
  }

  /** A notice with what a change says of it. @param path of the change in its file, for errors @throws WayleaveError CHANGE_INVALID */
  changedNotice(notice: Notice, raw: NoticeChange, path: YamlPath): Notice {
    return {
      ...notice,
      recipients: this.processors(raw.recipients, [...path, 'recipients']) ?? notice.recipients,
      ...this.#subject(notice, raw, path),
      facts: this.facts(notice.facts, raw.facts),
      ...(raw.consented === undefined ? {} : { assumed: 'in_force' as const }),
    };
  }

  /** A notice that is added. @throws WayleaveError CHANGE_INVALID */
  newNotice(raw: NewNotice, path: YamlPath): Notice {
    const none = new Set<string>();
    const blank: Notice = {
      id: raw.id,
      controller: this.processor(raw.controller, [...path, 'controller']),
      scope: raw.scope,
      recipients: none,
      fields: none,
      purposes: none,
      facts: new Map(),
    };
    return this.changedNotice(blank, raw, path);
  }

  /** A contract with what a change says of it. @throws WayleaveError CHANGE_INVALID, also when it would end before it is signed */
  changedContract(contract: Contract, raw: ContractChange, path: YamlPath): Contract {
    const signedAt = this.instant(raw.signed_at, [...path, 'signed_at']) ?? contract.signedAt;
    const endsAt =
      raw.ends_at === null ? Infinity : (this.instant(raw.ends_at, [...path, 'ends_at']) ?? contract.endsAt);
    if (endsAt < signedAt) {
      throw this.file.fail(
        path,
        `contract ${contract.id} ends before it is signed`,
        'ends_at after signed_at',
      );
    }
    return {
      ...contract,
      ...this.#subject(contract, raw, path),
      signedAt,
      endsAt,
      onward: this.processors(raw.onward, [...path, 'onward']) ?? contract.onward,
      facts: this.facts(contract.facts, raw.facts, (fact, word) => this.#party(fact, word, path)),
    };
  }

  /** A contract that is added; in force always, where no times are given. @throws WayleaveError CHANGE_INVALID */
  newContract(raw: NewContract, path: YamlPath): Contract {
    const exporter = this.processor(raw.exporter, [...path, 'exporter']);
    const importer = this.processor(raw.importer, [...path, 'importer']);
    if (exporter === importer) {
      throw this.file.fail([...path, 'importer'], 'exporter and importer are the same', 'two processors');
    }
    const none = new Set<string>();
    const blank: Contract = {
      id: raw.id,
      kind: raw.kind,
      exporter,
      importer,
      fields: none,
      purposes: none,
      signedAt: -Infinity,
      endsAt: Infinity,
      onward: none,
      facts: new Map(),
    };
    return this.changedContract(blank, raw, path);
  }

  /** The facts of a thing with some set anew; null takes a fact away. */
  facts(
    facts: Facts,
    raw: Raw<RawFacts>,
    translate: (fact: string, word: string) => string = (_, word) => word,
  ): Facts {
    if (raw === undefined) return facts;
    const changed = new Map(facts);
    for (const [fact, value] of Object.entries(raw)) {
      if (value === null) changed.delete(fact);
      else {
        const word = typeof value === 'object' ? value.join('|') : String(value);
        changed.set(fact, /^(true|false)$/i.test(word) ? word.toLowerCase() : translate(fact, word));
      }
    }
    return changed;
  }

  /** The id of a processor by an id or alias. @throws WayleaveError CHANGE_INVALID when there is none */
  processor(name: string, path: YamlPath): string {
    const id = this.names.get(name);
    if (id !== undefined) return id;
    throw this.file.fail(path, `no processor is called ${name}`, suggest(name, this.names.keys()));
  }

  /** A purpose that the register has. @throws WayleaveError CHANGE_INVALID when there is none */
  purpose(name: string, path: YamlPath): string {
    return this.#known(this.#purposes, 'purpose', name, path);
  }

  /** A list of processors by ids or aliases; undefined where none is given. @throws WayleaveError CHANGE_INVALID */
  processors(raw: Raw<'*' | readonly string[]>, path: YamlPath): Coverage | undefined {
    return this.#coverage(raw, path, (name, at) => this.processor(name, at));
  }

  /** A time, in UTC unless it says another offset; undefined where none is given. @throws WayleaveError CHANGE_INVALID */
  instant(text: string | undefined, path: YamlPath): Instant | undefined {
    if (text === undefined) return undefined;
    const instant = parseInstant(text, 'UTC');
    if (instant !== null) return instant;
    throw this.file.fail(
      path,
      `${text} is no time`,
      'ISO 8601, such as 2023-09-15 or 2023-09-15T09:00:00+09:00',
    );
  }

  #subject(
    thing: Pick<Notice, 'fields' | 'purposes'>,
    raw: Pick<NoticeChange, 'fields' | 'purposes'>,
    path: YamlPath,
  ): Pick<Notice, 'fields' | 'purposes'> {
    const field = (name: string, at: YamlPath): string => this.#known(this.#fields, 'field', name, at);
    const purpose = (name: string, at: YamlPath): string => this.purpose(name, at);
    return {
      fields: this.#coverage(raw.fields, [...path, 'fields'], field) ?? thing.fields,
      purposes: this.#coverage(raw.purposes, [...path, 'purposes'], purpose) ?? thing.purposes,
    };
  }

  #coverage(
    raw: Raw<'*' | readonly string[]>,
    path: YamlPath,
    resolve: (name: string, path: YamlPath) => string,
  ): Coverage | undefined {
    if (raw === undefined) return undefined;
    if (raw === '*' || raw.includes('*')) return '*';
    return new Set(raw.map((name, i) => resolve(name, [...path, i])));
  }

  #known(names: ReadonlySet<string>, what: string, name: string, path: YamlPath): string {
    if (names.has(name)) return name;
    throw this.file.fail(path, `no ${what} is called ${name}`, suggest(name, names));
  }

  /** As in the register: a beneficiary is a party by its role, or a processor by any of its names. */
  #party(fact: string, word: string, path: YamlPath): string {
    if (fact !== 'beneficiary' || word === 'exporter' || word === 'importer') return word;
    const id = this.names.get(word);
    if (id !== undefined) return id;
    const accepted = suggest(word, ['exporter', 'importer', ...this.names.keys()]);
    throw this.file.fail([...path, 'facts', fact], 'beneficiary names an unknown processor', accepted);
  }
}
