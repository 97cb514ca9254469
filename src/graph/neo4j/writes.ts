import type { ManagedTransaction } from 'neo4j-driver';
import type { Budget, Change } from './budget.js';
import { statement } from './statements.js';

/** Ids that one statement deletes. */
const BATCH = 10_000;

/** Writes of one transaction, within its budget. */
export class Writes {
  constructor(
    private readonly tx: ManagedTransaction,
    private readonly budget: Budget,
    /** Called with the rows that are done. */
    readonly progress: (rows: number) => void,
  ) {}

  /**
   * Runs a statement on rows; on none, nothing is sent.
   *
   * @returns what it counted
   * @throws WayleaveError GRAPH_TOO_LARGE
   */
  async run(
    name: string,
    names: Readonly<Record<string, string>>,
    rows: readonly unknown[],
    change: Change,
  ): Promise<{ readonly nodesCreated: number; readonly relationshipsCreated: number }> {
    if (rows.length === 0) return { nodesCreated: 0, relationshipsCreated: 0 };
    this.budget.spend(change, rows.length);
    const { summary } = await this.tx.run(statement(name, names), { rows });
    return summary.counters.updates();
  }

  /** Deletes elements by the database's own ids. @throws WayleaveError GRAPH_TOO_LARGE */
  async delete(name: 'delete-nodes' | 'delete-relationships', elements: readonly string[]): Promise<void> {
    this.budget.spend('delete', elements.length);
    for (let i = 0; i < elements.length; i += BATCH) {
      await this.tx.run(statement(name), { elements: elements.slice(i, i + BATCH) });
    }
  }
}
