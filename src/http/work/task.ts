import type { Limits } from '../../config.js';
import type { ErrorCode, Place } from '../../errors.js';
import type { LogRow } from '../../ingest/fetch-rows.js';
import type { RowRef } from '../../model/flow.js';
import type { Analysis } from '../../model/result.js';
import type { AnalyzeOptions, GraphOptions } from '../../session.js';
import type { MadeReport } from '../../make-report.js';
import type { RemediesAnswer } from '../../remedies/answer-schema.js';
import type { RemedyOptions } from '../../remedies/kinds.js';
import type { WhatIfAnswer } from '../../what-if/answer-schema.js';

/** One analysis, wherever it is: of a case, or of a window of it. */
export interface Source {
  readonly caseDir: string;
  /** With the store that holds the analysis. */
  readonly options: AnalyzeOptions;
  readonly fingerprint: string;
  /** Folder of the store whose key makes the pseudonyms. */
  readonly names: string;
}

/** A part of a case's graph: the nodes of these names, with what they are made of. */
export interface GraphPart {
  readonly named: readonly string[];
  /** False when a limit cut the names. */
  readonly complete: boolean;
}

/**
 * Work that reads logs. It is done by processes of their own: they may use a core for minutes and are ended in the middle
 * when nobody waits any more, while the server goes on answering.
 */
export type Task =
  | {
      /** Makes the analysis of a case, or of a window of it, the current one of a store. */
      readonly kind: 'analyze';
      readonly caseDir: string;
      readonly options: AnalyzeOptions;
      readonly limits: Limits;
    }
  | {
      /** Loads the graph of the current analysis into a graph store. */
      readonly kind: 'graph';
      readonly caseDir: string;
      readonly options: AnalyzeOptions & GraphOptions;
      readonly limits: Limits;
    }
  | {
      /** What the logs hold of one person. */
      readonly kind: 'person';
      readonly caseDir: string;
      readonly options: AnalyzeOptions;
      readonly limits: Limits;
      readonly userId: string;
    }
  | {
      /** Rows of the transfers log, as it writes them. */
      readonly kind: 'rows';
      readonly caseDir: string;
      readonly options: AnalyzeOptions;
      readonly limits: Limits;
      readonly refs: readonly RowRef[];
    }
  | {
      /** What would be, if. */
      readonly kind: 'suppose';
      readonly of: Source;
      /** As `changeSchema` has it. */
      readonly changes: unknown;
      /** What a scan may take; null when the logs must not be read. */
      readonly scan: Limits | null;
    }
  | {
      /** The fewest suppositions that leave nothing unsupported abroad. */
      readonly kind: 'remedies';
      readonly of: Source;
      readonly options: RemedyOptions;
    }
  | {
      /** Makes ready for suppositions about an analysis. */
      readonly kind: 'hold';
      readonly of: Source;
    }
  | {
      /** Writes the graph of an analysis into a folder, in a format of `EXPORT_FORMATS`. */
      readonly kind: 'export';
      readonly of: Source;
      readonly format: string;
      readonly users: boolean;
      /** Null for the whole. */
      readonly part: GraphPart | null;
      readonly dir: string;
    }
  | {
      /** The report of an analysis. */
      readonly kind: 'report';
      readonly of: Source;
      readonly lang: string;
      readonly limits: Limits;
    };

/** What a task comes to. */
export interface TaskResults {
  /** Fingerprint of the analysis. */
  readonly analyze: string;
  /** Fingerprint of the analysis whose graph it is. */
  readonly graph: string;
  readonly person: Analysis;
  readonly rows: ReadonlyMap<string, LogRow>;
  readonly suppose: WhatIfAnswer;
  readonly remedies: RemediesAnswer;
  readonly hold: null;
  /** Names of the files. */
  readonly export: readonly string[];
  readonly report: MadeReport;
}

/** What a process that does tasks says. */
export type TaskMessage =
  | { readonly kind: 'progress'; readonly stage: string; readonly done: number; readonly total: number }
  | { readonly kind: 'result'; readonly result: TaskResults[Task['kind']] }
  | {
      readonly kind: 'error';
      readonly code: ErrorCode;
      readonly message: string;
      readonly place?: Place;
      readonly accepted?: string;
      readonly advice?: string;
    };
