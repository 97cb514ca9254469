import type { Place } from '../errors.js';
import type { Cells } from './cells.js';
import type { Container, ImportLimit, LogImport } from './imports.js';
import type { Instant } from './instant.js';
import type { RulePack } from './rule-pack.js';
import type { Method, Scope } from './terms.js';

export { METHODS, SCOPES, type Method, type Scope } from './terms.js';

/** What a cell that lists names covers: everything (`*`) or the names in it. */
export type Coverage = '*' | ReadonlySet<string>;

/** True when the list names the item, or is `*`. */
export function covers(list: Coverage, item: string): boolean {
  return list === '*' || list.has(item);
}

/**
 * Facts of a notice, contract, processor or purpose by column: `true`, `false`, a word, or items separated by `|`. A fact
 * that nobody recorded has no entry.
 */
export type Facts = ReadonlyMap<string, string>;

/** A row of `jurisdictions`. */
export interface Jurisdiction {
  readonly code: string;
  readonly name: string | null;
  readonly memberOf: readonly string[];
}

/** A row of `adequacy`: a decision that data of some exporters is safe with some importers, for a time. Either is a code, or what codes are member of. */
export interface Adequacy {
  readonly exporter: string;
  readonly importer: string;
  /** Inclusive; -Infinity when open. */
  readonly since: Instant;
  /** Exclusive; Infinity when open. */
  readonly until: Instant;
  readonly exceptCategories: readonly string[];
  /** The importers that it is limited to; null when it is for all of them. */
  readonly organisations: ReadonlySet<string> | null;
  /** Facts that the importer must have: column → word. */
  readonly requires: ReadonlyMap<string, string>;
}

/** A row of `processors`: a company, or a part of one, that sends or receives. */
export interface Processor {
  readonly id: string;
  readonly jurisdiction: string;
  readonly name: string | null;
  /** Id of the company that controls it. */
  readonly parent: string | null;
  /** The parent's share, 0..1. */
  readonly share: number | null;
  readonly aliases: readonly string[];
  /** Those of its further columns that a rule of the case asks for. */
  readonly facts: Facts;
}

/** A row of `ownership`: a holding of one processor in another, from `since` (inclusive) until `until` (exclusive); -Infinity and Infinity when open. The share is 0..1. */
export interface Ownership {
  readonly owner: string;
  readonly owned: string;
  readonly share: number;
  readonly since: Instant;
  readonly until: Instant;
}

/** A row of `fields`: what of a person is transferred, and which fields it is made from, by which method. */
export interface DataField {
  readonly id: string;
  /** W3C DPV personal-data category, such as `pd:TelephoneNumber` or `pd:FinancialStatus/balance`. */
  readonly category: string | null;
  readonly derivedFrom: readonly string[];
  readonly method: Method | null;
}

/** A row of `purposes`: what for data is transferred, and which fields that needs. */
export interface Purpose {
  readonly id: string;
  readonly name: string | null;
  /** Null when not declared. */
  readonly necessaryFields: ReadonlySet<string> | null;
  /** Those of its further columns that a rule of the case asks for. */
  readonly facts: Facts;
}

/** A row of `notices`: what people are asked to consent to, by whom. */
export interface Notice {
  readonly id: string;
  /** Id of the processor that asks for the consent. */
  readonly controller: string;
  readonly scope: Scope;
  readonly recipients: Coverage;
  readonly fields: Coverage;
  readonly purposes: Coverage;
  readonly facts: Facts;
  /** A supposition: the state that it has for everyone at all times, whatever the log says. Registers say nothing of it. */
  readonly assumed?: 'in_force';
}

/** A row of `contracts`: what exporter and importer agreed on, from `signedAt` (inclusive). */
export interface Contract {
  readonly id: string;
  readonly kind: string;
  readonly exporter: string;
  readonly importer: string;
  readonly fields: Coverage;
  readonly purposes: Coverage;
  readonly signedAt: Instant;
  /** Exclusive; Infinity when open. */
  readonly endsAt: Instant;
  /** Processors to which the importer may pass the data on. */
  readonly onward: Coverage;
  readonly facts: Facts;
}

/** All registers of a case, each in the order of its file; every name is resolved to an id. */
export interface Registers {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly adequacy: readonly Adequacy[];
  readonly processors: readonly Processor[];
  readonly ownership: readonly Ownership[];
  readonly fields: readonly DataField[];
  readonly purposes: readonly Purpose[];
  readonly notices: readonly Notice[];
  readonly contracts: readonly Contract[];
}

export type LogTable = 'transfers' | 'consents';
export type FileFormat = 'csv' | 'jsonl' | 'parquet';
export type Compression = 'none' | 'gzip' | 'zstd';

/** A file at an address that only a cluster reads, as it was when the cluster was last asked. */
export interface RemoteFile {
  readonly address: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** What the addresses in case.yaml name, by the address or pattern as it stands there. */
export type Addresses = ReadonlyMap<string, readonly RemoteFile[]>;

/** Whole lines of a text file, each a record or blank, where no more of it is read; the file may be a copy of them. */
export interface TextStretch {
  /** The header of the file and its line; undefined where it has none, or the stretch begins with it. */
  readonly header: { readonly line: number; readonly text: string } | undefined;
  /** Bytes of the file, counted from 0; `until` is exclusive, and undefined where the file ends. */
  readonly from: number;
  readonly until: number | undefined;
  /** Number of its first line. */
  readonly line: number;
  /** Rows of the file that come before it. */
  readonly rowsBefore: number;
}

/** A file of a log, or the part of it that is to be read. */
export interface LogFile {
  /** Relative to the case, with `/`; or an address, such as hdfs://host/logs/a.parquet. */
  readonly path: string;
  readonly format: FileFormat;
  readonly compression: Compression;
  /** Given for an address. */
  readonly remote?: RemoteFile & {
    /** Path of a copy on this machine, where there is one. */
    readonly copy?: string;
  };
  /** Documents of another format, which are turned into rows; `format` says nothing then. */
  readonly documents?: { readonly container: Container; readonly how: LogImport };
  /** Given where no more of it is to be read. */
  readonly stretch?: TextStretch;
}

/** The files of one log, and how they are to be understood. */
export interface LogSource {
  readonly table: LogTable;
  /** In listing order: by pattern, then by name. */
  readonly files: readonly LogFile[];
  /** IANA zone (or offset) of times without an offset. */
  readonly timezone: string;
  /** Canonical column name → name in the file; canonical names that are not mapped stand for themselves. */
  readonly columns: ReadonlyMap<string, string>;
}

/** The greatest `trace.maxHops`. */
export const MAX_HOPS_LIMIT = 12;

/** The case's `trace`: how long trails may be, which of them are reported, and how many there may be before longer ones are cut. */
export interface TraceSettings {
  /** 1..12 */
  readonly maxHops: number;
  readonly ends: 'foreign' | 'any';
  readonly maxTrails: number;
}

/** What is most likely a mistake in a case, although it is accepted. */
export interface CaseWarning {
  readonly message: string;
  readonly place: Place;
  /** What would be expected instead. */
  readonly accepted?: string;
}

/** A case that was read and checked: all but the rows of its logs. */
export interface Case {
  /** Absolute path of the folder. */
  readonly dir: string;
  readonly title: string;
  /** Whose people are protected: a jurisdiction's code, or what codes are member of. */
  readonly home: string;
  readonly rules: readonly RulePack[];
  readonly trace: TraceSettings;
  readonly registers: Registers;
  /** Where rows of the registers stand, so that answers can point to cells. */
  readonly cells: Cells;
  readonly transfers: LogSource;
  /** Without files when the case has no consents. */
  readonly consents: LogSource;
  /** What the addresses among the logs' files name; without entries when there are none. */
  readonly addresses: Addresses;
  /** What is read from other formats, and what they cannot show. */
  readonly imports: readonly ImportLimit[];
  readonly warnings: readonly CaseWarning[];
  /** All files but the logs that were read (case.yaml, registers, packs): path relative to the case, and SHA-256. */
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

/** All files of a case's logs, in the order in which rows number them: transfers, then consents. */
export function logFiles({ transfers, consents }: Pick<Case, 'transfers' | 'consents'>): LogFile[] {
  return [...transfers.files, ...consents.files];
}

/** The person as sender of a collection. */
export const USER = '@user';

/**
 * What the user id of a transfer begins with when it stands for people of whom nobody recorded who they are: they count as
 * one, and how they stand to notices is unknown.
 */
export const GROUP = '@group:';
