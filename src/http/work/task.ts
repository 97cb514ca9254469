import type { Limits } from '../../config.js';
import type { ErrorCode } from '../../errors.js';
import type { LogRow } from '../../ingest/fetch-rows.js';
import type { RowRef } from '../../model/flow.js';
import type { Analysis } from '../../model/result.js';
import type { AnalyzeOptions, GraphOptions } from '../../session.js';

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
    };

/** What a task comes to. */
export interface TaskResults {
  /** Fingerprint of the analysis. */
  readonly analyze: string;
  /** Fingerprint of the analysis whose graph it is. */
  readonly graph: string;
  readonly person: Analysis;
  readonly rows: ReadonlyMap<string, LogRow>;
}

/** What a process that does tasks says. */
export type TaskMessage =
  | { readonly kind: 'progress'; readonly stage: string; readonly done: number; readonly total: number }
  | { readonly kind: 'result'; readonly result: TaskResults[Task['kind']] }
  | {
      readonly kind: 'error';
      readonly code: ErrorCode;
      readonly message: string;
      readonly accepted?: string;
      readonly advice?: string;
    };
