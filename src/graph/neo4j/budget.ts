import { WayleaveError } from '../../errors.js';

/** What a transaction does with an element. */
export type Change = 'create' | 'change' | 'delete';

/**
 * Bytes that the server counts per element within a transaction, until it is committed, rounded up: measured on Neo4j 5.26
 * (docs/performance.md). Deleting costs as much as creating: the state of both ends is kept.
 */
const BYTES: Readonly<Record<Change, number>> = { create: 2500, change: 2500, delete: 2700 };

/** How much one transaction may still write before the server's memory for transactions is used up. */
export class Budget {
  #left: number;

  /** @param bytes Infinity when the server sets no limit */
  constructor(readonly bytes: number) {
    this.#left = bytes;
  }

  /** A new one of the same size. */
  again(): Budget {
    return new Budget(this.bytes);
  }

  /** @throws WayleaveError GRAPH_TOO_LARGE when no more fits */
  spend(change: Change, elements: number): void {
    this.#left -= BYTES[change] * elements;
    if (this.#left < 0) throw tooLarge(`more than ${Math.round(this.bytes / 1e6)} MB`);
  }
}

/** GRAPH_TOO_LARGE, with what it would need. */
export function tooLarge(needs: string, cause?: unknown): WayleaveError {
  return new WayleaveError(
    'GRAPH_TOO_LARGE',
    `the graph does not fit one transaction of Neo4j: it needs ${needs}`,
    {
      advice:
        'Give the server more memory (server.memory.heap.max_size, dbms.memory.transaction.total.max), or export the graph ' +
        "with --format neo4j-import and use Neo4j's bulk import. The former graph is still served.",
      ...(cause === undefined ? {} : { cause }),
    },
  );
}
