import type { Instant } from '../model/instant.js';
import type { RowRef } from '../model/flow.js';

/** Rows per file that a packed row number has room for (2^36). */
const ROWS = 0x1000000000;

/** Packs a row's file and number into one number that sorts by file, then row; exact for 131,072 files of 68 billion rows. */
export function packRow(ref: RowRef): number {
  return ref.file * ROWS + ref.row;
}

export function unpackRow(packed: number): RowRef {
  const file = Math.floor(packed / ROWS);
  return { file, row: packed - file * ROWS };
}

/**
 * Everything recorded of one person: the stretch from `from` (inclusive) to `to` (exclusive) of parallel columns that many
 * persons share, as a view for each would cost more than the walk. Valid only while it is being walked.
 */
export interface History {
  /** The person as the log names them; decoded only when asked. */
  readonly userId: () => string;
  /** Instants of the transfers, in any order. */
  readonly at: ArrayLike<Instant>;
  readonly route: ArrayLike<number>;
  /** Packed file and row. */
  readonly row: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
  readonly consents: ConsentColumns;
}

/** Consent records as a stretch of parallel columns; ends are Infinity when open. */
export interface ConsentColumns {
  /** Index of the notice in the register. */
  readonly notice: ArrayLike<number>;
  readonly givenAt: ArrayLike<Instant>;
  readonly withdrawnAt: ArrayLike<Instant>;
  readonly expiresAt: ArrayLike<Instant>;
  readonly from: number;
  readonly to: number;
}
