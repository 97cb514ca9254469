import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';

/** How many rows are kept of each flow and finding. */
export const SAMPLES = 5;

/** A row that may stand for its flow. */
export interface Candidate {
  readonly at: Instant;
  /** Packed file and row. */
  readonly row: number;
}

/** Earliest first; ties by file, then row. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return a.at - b.at || a.row - b.row;
}

/** Keeps the least few of the rows that are offered. */
export class Samples<T extends Candidate> {
  readonly items: T[] = [];

  /** A row of a later time than this cannot be among the least. */
  get latest(): Instant {
    return this.items.length === SAMPLES ? at(this.items, SAMPLES - 1).at : Infinity;
  }

  /** @param make completes a candidate; called only when it is kept */
  offer(candidate: Candidate, make: () => T): void {
    let i = this.items.length;
    while (i > 0 && compareCandidates(candidate, at(this.items, i - 1)) < 0) i--;
    if (i >= SAMPLES) return;
    this.items.splice(i, 0, make());
    if (this.items.length > SAMPLES) this.items.pop();
  }
}
