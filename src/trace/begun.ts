import type { FlowContent } from '../law/flow-book.js';
import type { PastColumns } from './past-columns.js';
import type { Holding } from './holdings.js';

/** What was met on former walks, by the numbers under which walks go on with it: plain data that crosses threads. */
export interface Begun {
  readonly flows: readonly FlowContent[];
  /** Trails as `ShardTrails` has them. */
  readonly parent: Int32Array;
  readonly flow: Int32Array;
  readonly holdings: readonly Holding[];
  /** What histories go on from. */
  readonly pasts: PastColumns;
}

/** How much a walk keeps of persons, and where it begins. */
export interface WalkOptions {
  /** How many persons are kept by name, at most. */
  readonly named: number;
  /** Whether persons' pasts are told apart and kept, so that their histories can be gone on with. */
  readonly keepsPasts: boolean;
  readonly begun: Begun | null;
  /** Bytes that the walk may use; with few, it has to meet pasts again and again. */
  readonly memory: number;
}
