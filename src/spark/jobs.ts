import type { LogPart, Window } from '../ingest/read-logs.js';
import type { CodeLayout } from '../evidence/history.js';
import type { Case, LogFile, LogTable } from '../model/case.js';
import type { Route, RowRef } from '../model/flow.js';
import type { SourceCount } from '../model/result.js';
import type { ShardJob } from '../trace/run-shard.js';
import type { TextPiece } from './text-pieces.js';

/** What reading takes; the same for every task, which knows its part by its number. */
export interface ReadJob {
  readonly kase: Case;
  readonly window: Window;
  readonly parts: readonly LogPart[];
  /** Bytes that the worker's database may hold in memory. */
  readonly memory: number;
}

/** What measuring takes; the same for every task, which knows its pieces by their numbers. */
export interface MeasureJob {
  /** Absolute path of the case. */
  readonly dir: string;
  readonly texts: readonly LogFile[];
  readonly pieces: readonly TextPiece[];
}

/** What a part says of itself, beside its rows and rejects. */
export interface PartSummary {
  readonly sources: Readonly<Record<LogTable, SourceCount>>;
  /** By the part's own numbers, as its rows name them. */
  readonly routes: readonly Route[];
  /** Accepted transfers of the window, by route. */
  readonly live: readonly (number | undefined)[];
  /** Accepted transfers with a record_id. */
  readonly numbered: number;
  /** No row of a file of transfers has a greater number in it. */
  readonly lastRow: number;
}

/** Duplicates of a part: how many, and how many of the window by the part's routes. */
export interface PartDuplicates {
  readonly part: number;
  readonly count: number;
  readonly live: readonly (readonly [route: number, count: number])[];
}

/** What fetching rows takes; the same for every task. */
export interface RowsJob {
  readonly kase: Case;
  readonly parts: readonly LogPart[];
  /** By part. */
  readonly wanted: ReadonlyMap<number, readonly RowRef[]>;
  readonly memory: number;
}

/** What walking takes; the same for every shard. */
export interface WalkJob extends Omit<ShardJob, 'source'> {
  readonly layout: CodeLayout;
  /** Bytes that the worker's database may hold in memory. */
  readonly memory: number;
}

/** What is asked of a worker: the mode on its command line. */
export type WorkerMode = 'measure' | 'read' | 'duplicates' | 'walk' | 'rows';
