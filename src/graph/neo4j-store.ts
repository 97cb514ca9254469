import neo4j, { type Driver, type ManagedTransaction, type Record as Row, type Session } from 'neo4j-driver';
import { WayleaveError } from '../errors.js';
import type { CaseGraph } from './case-graph.js';
import { cypherFile } from './cypher-file.js';
import type { GraphCounts } from './graph-rows.js';
import type {
  GraphRows,
  GraphStore,
  GraphValue,
  HeldCase,
  LoadOptions,
  Parameter,
  QueryLimits,
} from './graph-store.js';
import { loadable } from './held-case.js';
import { connect, withoutSecrets, type Neo4jAddress } from './neo4j/connect.js';
import { graphError } from './neo4j/failures.js';
import { heldCase } from './neo4j/held.js';
import { mismatch, replaceGraph } from './neo4j/loader.js';
import { schemaStatements } from './neo4j/schema-statements.js';
import { boundValues, graphValue } from './neo4j/values.js';
import { LABELS, TYPES } from './schema.js';

/** A graph in a Neo4j database, over Bolt. */
export class Neo4jStore implements GraphStore {
  readonly kind = 'neo4j';
  readonly address: string;
  readonly #driver: Driver;
  readonly #database: string | undefined;

  /** Nothing is sent yet. @throws WayleaveError USAGE when the address is not understood */
  constructor(address: Neo4jAddress) {
    this.address = withoutSecrets(address.url);
    this.#driver = connect(address);
    this.#database = address.database;
  }

  async held(): Promise<HeldCase | null> {
    return this.#reporting(async () => {
      const counts = await this.#count();
      const found = heldCase(await this.#read(statement('held-case')));
      refuseForeign(counts, found);
      return found;
    });
  }

  async load(graph: CaseGraph, { replace, onProgress }: LoadOptions): Promise<boolean> {
    return this.#reporting(async () => {
      if (!loadable(await this.held(), graph, replace)) return false;
      await this.#makeSchema();
      const sizes = [...graph.nodes, ...graph.relationships].map((rows) => rows.count);
      const total = sizes.reduce((sum, count) => sum + count, 0);
      const loaded = await this.#inSession(neo4j.session.WRITE, (session) =>
        session.executeWrite((tx) => {
          let done = 0;
          onProgress(done, total);
          return replaceGraph(tx, graph, replace, (rows) => {
            onProgress((done += rows), total);
          });
        }),
      );
      if (loaded) reconcile((await this.#count()).counts, graph);
      return loaded;
    });
  }

  async query(
    text: string,
    parameters: Readonly<Record<string, Parameter>>,
    { timeoutMs, maxRows }: QueryLimits,
  ): Promise<GraphRows> {
    return this.#reporting(() =>
      this.#inSession(neo4j.session.READ, (session) =>
        session.executeRead((tx) => readRows(tx, text, parameters, maxRows), { timeout: timeoutMs }),
      ),
    );
  }

  async counts(): Promise<GraphCounts> {
    return this.#reporting(async () => (await this.#count()).counts);
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async #makeSchema(): Promise<void> {
    await this.#inSession(neo4j.session.WRITE, async (session) => {
      for (const text of schemaStatements()) await session.executeWrite((tx) => tx.run(text));
      await session.executeRead((tx) => tx.run(statement('await-indexes')));
    });
  }

  async #count(): Promise<{ counts: GraphCounts; total: number }> {
    return this.#inSession(neo4j.session.READ, (session) =>
      session.executeRead(async (tx) => {
        const nodes = await countEach(tx, statement('labels'), 'count-label');
        const relationships = await countEach(tx, statement('types'), 'count-type');
        const all = await tx.run(statement('count-nodes'));
        return { counts: { nodes, relationships }, total: Number(all.records[0]?.get('count')) };
      }),
    );
  }

  async #read(text: string): Promise<Row[]> {
    return this.#inSession(neo4j.session.READ, (session) =>
      session.executeRead(async (tx) => (await tx.run(text)).records),
    );
  }

  async #inSession<T>(
    defaultAccessMode: 'READ' | 'WRITE',
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    const session = this.#driver.session({
      defaultAccessMode,
      ...(this.#database === undefined ? {} : { database: this.#database }),
    });
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }

  async #reporting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw graphError(error, this.address);
    }
  }
}

const statement = (name: string, names: Readonly<Record<string, string>> = {}): string =>
  cypherFile(`graph/neo4j/cypher/${name}.cypher`, names);

async function countEach(
  tx: ManagedTransaction,
  names: string,
  count: 'count-label' | 'count-type',
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const row of (await tx.run(names)).records) {
    const name = String(row.get('name'));
    const counted = await tx.run(statement(count, { name }));
    const number = Number(counted.records[0]?.get('count'));
    if (number > 0) counts.set(name, number);
  }
  return counts;
}

async function readRows(
  tx: ManagedTransaction,
  text: string,
  parameters: Readonly<Record<string, Parameter>>,
  maxRows: number,
): Promise<GraphRows> {
  const result = tx.run(text, boundValues(parameters));
  const columns = await result.keys();
  const rows: GraphValue[][] = [];
  for await (const record of result) {
    if (rows.length === maxRows) {
      return { columns, rows, complete: false, cut: { by: 'maxRows', limit: maxRows } };
    }
    rows.push(columns.map((column) => graphValue(record.get(column))));
  }
  return { columns, rows, complete: true, cut: null };
}

/** @throws WayleaveError GRAPH_FOREIGN */
function refuseForeign(
  { counts, total }: { counts: GraphCounts; total: number },
  found: HeldCase | null,
): void {
  const strangers = [
    ...[...counts.nodes.keys()].filter((l) => !LABELS.some((ours) => ours === l)).map((l) => `:${l}`),
    ...[...counts.relationships.keys()]
      .filter((t) => !TYPES.some((ours) => ours === t))
      .map((t) => `[:${t}]`),
  ];
  const labelled = [...counts.nodes.values()].reduce((sum, n) => sum + n, 0);
  if (strangers.length === 0 && labelled === total && (total === 0 || found !== null)) return;
  const what = strangers.length > 0 ? strangers.join(', ') : 'nodes that no case owns';
  throw new WayleaveError('GRAPH_FOREIGN', `the graph database holds what is not ours: ${what}`, {
    accepted: 'an empty database, or one that holds a case of Wayleave and nothing else',
    advice: 'Name another database; nothing in this one was changed.',
  });
}

/** @throws WayleaveError GRAPH_MISMATCH */
function reconcile(counts: GraphCounts, graph: CaseGraph): void {
  const expected = new Map<string, number>();
  const add = (what: string, count: number): void => {
    expected.set(what, (expected.get(what) ?? 0) + count);
  };
  for (const { label, count } of graph.nodes) add(`(:${label})`, count);
  for (const { type, count } of graph.relationships) add(`[:${type}]`, count);
  for (const [what, count] of expected) {
    const name = what.slice(2, -1);
    const counted = (what.startsWith('(') ? counts.nodes : counts.relationships).get(name) ?? 0;
    if (counted !== count) throw mismatch(what, counted, count);
  }
}
