import { randomUUID } from 'node:crypto';
import { WayleaveError } from '../errors.js';
import type { CaseGraph } from './case-graph.js';
import type { GraphCounts } from './graph-rows.js';
import type { GraphRows, GraphStore, HeldCase, LoadOptions, Parameter, QueryLimits } from './graph-store.js';
import { loadable } from './held-case.js';
import { Budget, tooLarge } from './neo4j/budget.js';
import type { Neo4jAddress } from './neo4j/connect.js';
import { countAll } from './neo4j/counts.js';
import { refuseForeign } from './neo4j/foreign.js';
import { replaceGraph } from './neo4j/loader.js';
import { checkQuery, readRows } from './neo4j/rows.js';
import { makeOnce, schemaStatements } from './neo4j/schema-statements.js';
import { transactionMemory } from './neo4j/server-memory.js';
import { Sessions } from './neo4j/sessions.js';
import { statement } from './neo4j/statements.js';
import { readWhole } from './neo4j/whole-graph.js';
import { Writes } from './neo4j/writes.js';
import { size } from './reconcile.js';

/** What looking at the database itself may take. */
const LOOK = { timeoutMs: 60_000 };

/** A graph in a Neo4j database, over Bolt. */
export class Neo4jStore implements GraphStore {
  readonly kind = 'neo4j';
  readonly address: string;
  readonly #sessions: Sessions;
  /** Queries that were found to read only. */
  readonly #checked = new Set<string>();

  /** Nothing is sent yet. @throws WayleaveError USAGE when the address is not understood */
  constructor(address: Neo4jAddress) {
    this.#sessions = new Sessions(address);
    this.address = this.#sessions.address;
  }

  held(): Promise<HeldCase | null> {
    return readWhole(this.#sessions, LOOK, async (tx, { there, held }) => {
      const { counts, total } = await countAll(tx);
      refuseForeign(counts, total, there);
      return held;
    });
  }

  async load(graph: CaseGraph, options: LoadOptions): Promise<boolean> {
    if (!loadable(await this.held(), graph, options.replace)) return false;
    const budget = await this.#budget(graph);
    await this.#makeSchema();
    const load = randomUUID();
    try {
      return await this.#replace(graph, options, budget, load);
    } catch (error) {
      if (!(error instanceof WayleaveError) || error.code !== 'QUERY_MEMORY') throw error;
      throw tooLarge('more than the server allows', error);
    } finally {
      // Should the server be gone, the announcement runs out by itself.
      await this.#sessions.write((tx) => tx.run(statement('revoke'), { load })).catch(() => undefined);
    }
  }

  async query(
    text: string,
    parameters: Readonly<Record<string, Parameter>>,
    limits: QueryLimits,
  ): Promise<GraphRows> {
    if (!this.#checked.has(text)) await this.#sessions.read((tx) => checkQuery(tx, text), limits);
    this.#checked.add(text);
    return readWhole(this.#sessions, limits, async (tx, { held }) => {
      if (held === null) {
        throw new WayleaveError('NO_RESULT', 'no graph was loaded yet', {
          advice: 'Run wayleave graph first.',
        });
      }
      return readRows(tx, text, parameters, limits.maxRows);
    });
  }

  async counts(): Promise<GraphCounts> {
    return readWhole(this.#sessions, LOOK, async (tx) => (await countAll(tx)).counts);
  }

  async close(): Promise<void> {
    await this.#sessions.close();
  }

  #replace(
    graph: CaseGraph,
    { replace, onProgress }: LoadOptions,
    budget: Budget,
    load: string,
  ): Promise<boolean> {
    const total = size(graph);
    return this.#sessions.write(
      (tx) => {
        let done = 0;
        onProgress(done, total);
        const writes = new Writes(tx, budget.again(), (rows) => {
          onProgress((done += rows), total);
        });
        return replaceGraph(tx, graph, replace, writes, () => this.#announce(load, total));
      },
      { metadata: { load } },
    );
  }

  async #announce(load: string, elements: number): Promise<void> {
    const milliseconds = 60_000 + Math.ceil(elements / 10);
    await this.#sessions.write((tx) =>
      tx.run(statement('announce'), { load, milliseconds: BigInt(milliseconds) }),
    );
  }

  async #makeSchema(): Promise<void> {
    const there = await this.#sessions.read(
      async (tx) => (await tx.run(statement('index-names'))).records,
      LOOK,
    );
    const names = new Set(there.map((row) => String(row.get('name'))));
    const missing = schemaStatements().filter(({ name }) => !names.has(name));
    for (const { text } of missing) await this.#sessions.write((tx) => makeOnce(tx, text));
    await this.#sessions.read((tx) => tx.run(statement('await-indexes')), { timeoutMs: 600_000 });
  }

  async #budget(graph: CaseGraph): Promise<Budget> {
    const budget = new Budget(await this.#sessions.read(transactionMemory, LOOK));
    const counts = await this.counts();
    const there = [...counts.nodes.values(), ...counts.relationships.values()].reduce((a, b) => a + b, 0);
    // As much as that has to be created even if all that is there stays.
    budget.again().spend('create', Math.max(0, size(graph) - there));
    return budget;
  }
}
