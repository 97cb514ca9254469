import type { View } from '../state/view.js';
import { viewOfNode } from './chosen-of.js';
import type { SavedQuery } from './columns.js';
import { nameOfNode } from './node-text.js';
import type { QueryAnswer } from './use-run.js';
import { valueType } from './value-type.js';

/** What an answer draws: nodes, and what joins them. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Nodes that the answer holds, drawn or not. */
  readonly total: number;
}

export interface DrawnNode {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly to: Partial<View> | null;
}

export interface DrawnEdge {
  readonly source: string;
  readonly target: string;
  readonly text: string;
}

/** Nodes that are drawn at most: of more nobody reads anything. */
const MOST_DRAWN = 800;

/**
 * The graph of an answer: of a statement, the nodes and relationships of its rows; of a saved query, whose rows hold keys,
 * the nodes that they name, joined as they stand in a row: processors of a way one after another, and else the first node of
 * the row with each other one. Linear in the values of the answer.
 */
export function drawingOf(
  answer: QueryAnswer,
  query: SavedQuery | undefined,
  nameOf: (processor: string) => string,
): Drawing {
  return query === undefined ? ofGraph(answer.graph) : ofRows(answer.rows, query, nameOf);
}

function ofGraph(graph: QueryAnswer['graph']): Drawing {
  const nodes = (graph?.nodes ?? []).slice(0, MOST_DRAWN).map(({ id, label, properties }) => {
    const key = id.slice(id.indexOf(':') + 1);
    return { id, label, text: nameOfNode({ labels: [label], properties }), to: viewOfNode(label, key) };
  });
  const drawn = new Set(nodes.map(({ id }) => id));
  const edges = (graph?.edges ?? [])
    .filter(({ source, target }) => drawn.has(source) && drawn.has(target))
    .map(({ type, source, target }) => ({ source, target, text: type }));
  return { nodes, edges, total: graph?.nodes.length ?? 0 };
}

function ofRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  query: SavedQuery,
  nameOf: (processor: string) => string,
): Drawing {
  const keyed = query.columns.flatMap(({ name, type: text }) => {
    const type = valueType(text);
    const label = type.of === 'node' ? type.labels[0] : undefined;
    return label === undefined ? [] : [{ name, label, list: type.list }];
  });
  // A way is what a trail is: beside it, the trail would be one more node that says the same.
  const way = keyed.some(({ label, list }) => list && label === 'Processor');
  const columns = keyed.filter(
    ({ label, list }) => !way || !(label === 'Trail' || (list && label === 'Jurisdiction')),
  );
  const nodes = new Map<string, DrawnNode>();
  const edges = new Map<string, DrawnEdge>();
  const named = new Set<string>();
  const node = (label: string, key: string): string | undefined => {
    const id = `${label}:${key}`;
    named.add(id);
    if (!nodes.has(id)) {
      if (nodes.size >= MOST_DRAWN) return undefined;
      const text = label === 'Processor' ? nameOf(key) : key;
      nodes.set(id, { id, label, text, to: viewOfNode(label, key) });
    }
    return id;
  };
  const join = (source: string | undefined, target: string | undefined, text: string) => {
    if (source === undefined || target === undefined || source === target) return;
    edges.set(JSON.stringify([source, target, text]), { source, target, text });
  };
  for (const row of rows) {
    let first: string | undefined;
    for (const { name, label, list } of columns) {
      const value = row[name];
      const keys = (Array.isArray(value) ? value : [value]).filter((key) => typeof key === 'string');
      const ids = keys.map((key) => node(label, key));
      if (list && label === 'Processor') {
        ids.forEach((id, i) => {
          join(ids[i - 1], id, '');
        });
        continue;
      }
      if (first === undefined) [first] = ids;
      else for (const id of ids) join(first, id, name);
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], total: named.size };
}
