import { performance } from 'node:perf_hooks';
import { WayleaveError } from '../../src/errors.js';
import type { CaseGraph } from '../../src/graph/case-graph.js';
import type { GraphStore } from '../../src/graph/graph-store.js';
import { NODES, type Label } from '../../src/graph/schema.js';
import type { CatalogQuery, QueryParameter } from '../../src/query/catalog-query.js';
import { Catalog } from '../../src/query/catalog.js';
import { runQuery } from '../../src/query/run.js';

const LIMITS = { timeoutMs: 30_000, maxRows: 10_000 };

/**
 * How long each query of the catalog takes: the median of several, in milliseconds, with whatever parameters it needs taken
 * from the middle of the graph.
 *
 * @returns a table, line by line: query, rows, a column for each store
 */
export async function latencies(
  stores: readonly GraphStore[],
  graph: CaseGraph,
  times: number,
): Promise<string[]> {
  const keys = await someKeys(graph);
  const lines = [row(`query (median of ${times}, ms)`, 'rows', ...stores.map((s) => s.kind))];
  for (const query of Catalog.load().queries) {
    const given = Object.fromEntries(
      query.parameters.filter((p) => p.required).map((p) => [p.name, valueFor(p, query, keys)]),
    );
    const cells: string[] = [];
    let rows = '';
    for (const store of stores) {
      const [cell, counted] = await median(store, query, given, times);
      cells.push(cell);
      rows = counted;
    }
    lines.push(row(query.name, rows, ...cells));
  }
  return lines;
}

async function median(
  store: GraphStore,
  query: CatalogQuery,
  given: Readonly<Record<string, unknown>>,
  times: number,
): Promise<[string, string]> {
  const taken: number[] = [];
  let rows = 0;
  try {
    for (let i = 0; i < times; i++) {
      const began = performance.now();
      rows = (await runQuery(store, query, given, LIMITS)).rows.length;
      taken.push(performance.now() - began);
      // What takes seconds shows it at once.
      if (i === 0 && performance.now() - began > 5000) break;
    }
  } catch (error) {
    if (error instanceof WayleaveError) return [error.code, '?'];
    throw error;
  }
  taken.sort((a, b) => a - b);
  return [(taken[Math.floor(taken.length / 2)] ?? 0).toFixed(1), String(rows)];
}

type Keys = ReadonlyMap<Label, readonly string[]>;

/** A few keys of each label. */
async function someKeys(graph: CaseGraph): Promise<Keys> {
  const keys = new Map<Label, readonly string[]>();
  for (const { label, pieces } of graph.nodes) {
    const key = NODES.find((spec) => spec.label === label)?.key ?? 'id';
    for await (const piece of pieces()) {
      const middle = Math.floor(piece.length / 2);
      keys.set(
        label,
        piece.slice(middle, middle + 2).map((properties) => String(properties[key])),
      );
      break;
    }
  }
  return keys;
}

/** Two parameters of one label get two nodes. */
function valueFor(p: QueryParameter, query: CatalogQuery, keys: Keys): unknown {
  const { scalar } = p.type;
  if (scalar.kind === 'node') {
    const [label = 'Case'] = scalar.labels;
    const same = query.parameters.filter((other) => other.required && other.type.text === p.type.text);
    return keys.get(label)?.[same.indexOf(p)];
  }
  if (scalar.kind === 'time') return '2023-06-01T00:00:00Z';
  if (scalar.kind === 'words') return scalar.words[0];
  throw new RangeError(`${query.name}: nothing to give for ${p.name}`);
}

function row(name: string, rows: string, ...cells: readonly string[]): string {
  return `${name.padEnd(34)} ${rows.padStart(6)} ${cells.map((c) => c.padStart(14)).join(' ')}`;
}
