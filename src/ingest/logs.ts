import type { LogFile, LogTable, TextStretch } from '../model/case.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { SourceCount } from '../model/result.js';

/** Only transfers of this window are analyzed; `until` is exclusive. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

export const ALWAYS: Window = { from: -Infinity, until: Infinity };

/** Rows of a file, counted from 0; `until` is exclusive. */
export interface RowRange {
  readonly from: number;
  readonly until: number;
}

/** Which rows of a file are looked at: a stretch of a Parquet file, or rows of any file by their numbers, counted from 1. */
export type WantedRows = RowRange | { readonly numbers: readonly number[] };

/** Rows of Parquet files that are read together, by their numbers: of each of the files. */
export interface WantedOfEach {
  readonly numbersOf: readonly (readonly number[])[];
}

/** Some files of a log, as they follow each other in its list, or some rows of one. */
export interface LogPart {
  readonly table: LogTable;
  /** Place of the first one among the files of its log. */
  readonly first: number;
  readonly count: number;
  /** Given where there is one Parquet file, and other parts have its other rows. */
  readonly range?: PartGroups;
  /** The same of a text file. */
  readonly stretch?: PartStretch;
}

/** Row groups of a Parquet file that are a part by themselves. */
export interface PartGroups extends RowRange {
  /** Given for a file at an address: the bytes that they take, up to `until`, and where what tells of all row groups begins. */
  readonly bytes?: { readonly from: number; readonly until: number; readonly end: number };
}

/** Lines of a text file that are a part by themselves. */
export interface PartStretch extends TextStretch {
  /** How many there are. */
  readonly rows: number;
  /** Given for a file at an address: the byte at which Spark's piece of it begins, which has these lines. */
  readonly piece?: number;
}

/** A line of a text file at which reading it may begin. */
export interface LinePlace {
  /** Where it begins, counted from 0. */
  readonly byte: number;
  readonly line: number;
  /** Rows of the file that come before it. */
  readonly rows: number;
}

/** Lines of a text file: from a place to another, or to the end of the file. */
export interface LineSpan extends LinePlace {
  readonly until: number | undefined;
}

/** What of the logs is read, and how. */
export interface ReadOptions {
  /** These files or rows alone; duplicates are not looked for, as their firsts may be in others. */
  readonly part?: LogPart;
  /** False when files of the same logs were read before. */
  readonly whole?: boolean;
  /** Routes that have numbers already. */
  readonly known?: readonly Route[];
  /** Of the transfers only what decides about this person, named as in the log, where that is quicker. */
  readonly person?: string;
}

/** The logs, read and judged; the accepted rows are views of the work database, and are handed on by `evidence/`. */
export interface Logs {
  readonly sources: Readonly<Record<LogTable, SourceCount>>;
  /** Every log file; a row's `file` is an index into it. Transfers come first. */
  readonly files: readonly LogFile[];
  /** By route number, as the accepted transfers name them. */
  readonly routes: readonly Route[];
  /** Processors to which an accepted transfer of the window goes from the person themselves. */
  readonly collectors: readonly string[];
  /** Accepted transfers of the window. */
  readonly transfers: number;
  /** The same by route number; routes beyond the end have none. */
  readonly live: readonly (number | undefined)[];
  /** Accepted transfers that bear a record_id. */
  readonly numbered: number;
  /** Rows of the transfers log, accepted or not; of one person's, the highest of their numbers. */
  readonly rows: number;
  /** Rows that were read, by file. */
  readonly rowsOf: readonly number[];
  /** True when no transfers were read but those that decide what is said of one person. */
  readonly ofPerson: boolean;
  /** True when the table `seen_persons` has everyone with a transfer, and perhaps more. */
  readonly seenPersons: boolean;
  /** True when rows had to be left out as duplicates. */
  readonly hasDuplicates: boolean;
}
