import { WayleaveError } from '../errors.js';
import type { Instant } from '../model/instant.js';
import type { TextColumn } from '../model/text-column.js';
import type { RowRef } from '../model/flow.js';

/** Rows per file that a packed row number has room for (2^36), and files (2^17). */
const ROWS = 0x1000000000;
const FILES = 0x20000;

/** Packs a row's file and number into one number that sorts by file, then row; exact up to `FILES` and `ROWS`. */
export function packRow(ref: RowRef): number {
  return ref.file * ROWS + ref.row;
}

/** The file and row of a number that {@link packRow} made. */
export function unpackRow(packed: number): RowRef {
  const file = Math.floor(packed / ROWS);
  return { file, row: packed - file * ROWS };
}

/**
 * How a transfer's route, file and row share one 63-bit number, so that a person's transfers are two lists and not four:
 * from the top, the route, the file, and the row in the lowest `rowBits` bits.
 */
export interface CodeLayout {
  readonly rowBits: number;
  /** Bits of file and row together: from 32 to 53. */
  readonly placeBits: number;
}

/**
 * @param files of transfers and consents together
 * @param rows the most rows that a file may have
 * @throws WayleaveError CASE_INVALID where there are more files or rows than numbers have room for
 */
export function codeLayout(routes: number, files: number, rows: number): CodeLayout {
  const bits = (n: number): number => Math.ceil(Math.log2(n + 1));
  const rowBits = bits(rows);
  const placeBits = Math.max(32, rowBits + bits(files));
  if (files > FILES || rows >= ROWS || placeBits > 53 || placeBits + bits(routes) > 63) {
    throw new WayleaveError(
      'CASE_INVALID',
      `${files} log files, of up to ${rows} rows, and ${routes} routes are more than rows can be numbered by`,
      { accepted: `${FILES} files at most`, advice: 'Put logs together into fewer files.' },
    );
  }
  return { rowBits, placeBits };
}

/**
 * Everything recorded of one person: the stretch from `from` (inclusive) to `to` (exclusive) of parallel columns that many
 * persons share, as a view for each would cost more than the walk. Valid only while it is being walked.
 */
export interface History {
  /** The person as the log names them; decoded only when asked. */
  readonly userId: () => string;
  /** Adds them to a list of persons. */
  readonly addUserTo: (users: TextColumn) => void;
  /** Instants of the transfers, in any order. */
  readonly at: ArrayLike<Instant>;
  /** Codes of the transfers in `layout`: the lower 32 bits of the i-th at 2i, the upper at 2i + 1. */
  readonly code: ArrayLike<number>;
  readonly layout: CodeLayout;
  readonly from: number;
  readonly to: number;
  /** Number of the past that this goes on from; -1 for a whole history. */
  readonly past: number;
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
