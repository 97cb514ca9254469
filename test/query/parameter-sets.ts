import { NODES, type Label } from '../../src/graph/schema.js';
import type { CaseGraph } from '../../src/graph/case-graph.js';
import type { CatalogQuery, QueryParameter } from '../../src/query/catalog-query.js';
import type { World } from './expected/world.js';

/** Values of a parameter, and sets of required ones, that are tried at most. */
const EACH = 3;
const SETS = 5;

/** Keys of the nodes of a graph by label. */
export async function keysOf(graph: CaseGraph): Promise<ReadonlyMap<Label, string[]>> {
  const keys = new Map<Label, string[]>();
  for (const { label, pieces } of graph.nodes) {
    const key = NODES.find((n) => n.label === label)?.key ?? 'id';
    const all: string[] = [];
    for await (const piece of pieces()) all.push(...piece.map((n) => String(n[key])));
    keys.set(label, all);
  }
  return keys;
}

/**
 * Parameters to try a query with, from what the case holds: every value of those that must be given, and each of the others
 * by itself on top of the first of these. Of many values some are taken, spread evenly. None where a required node has no
 * value in this case.
 */
export function parameterSets(
  query: CatalogQuery,
  { a }: World,
  keys: ReadonlyMap<Label, string[]>,
): Record<string, unknown>[] {
  const values = (p: QueryParameter): unknown[] => spread(allValues(p, a, keys), EACH);
  let sets: Record<string, unknown>[] = [{}];
  for (const p of query.parameters.filter((x) => x.required)) {
    sets = sets.flatMap((set) => values(p).map((value) => ({ ...set, [p.name]: value })));
  }
  sets = spread(sets, SETS);
  const [first] = sets;
  if (first === undefined) return [];
  const optional = query.parameters.filter((x) => !x.required);
  return [
    ...sets,
    ...optional.flatMap((p) => [...values(p), null].map((value) => ({ ...first, [p.name]: value }))),
  ];
}

function allValues(p: QueryParameter, a: World['a'], keys: ReadonlyMap<Label, string[]>): unknown[] {
  const { scalar } = p.type;
  switch (scalar.kind) {
    case 'node':
      return scalar.labels.flatMap((label) => keys.get(label) ?? []);
    case 'words':
      return [...scalar.words];
    case 'boolean':
      return [true, false];
    case 'integer':
      return [1, 2, 3];
    default:
      return texts(p.name, a);
  }
}

function texts(name: string, a: World['a']): string[] {
  const months = [...new Set(a.flows.flatMap((f) => f.months.map((m) => m.month)))].sort();
  const by: Readonly<Record<string, string[]>> = {
    sender: ['@user', ...a.flows.map((f) => f.sender)],
    code: a.findings.map((f) => f.code),
    pack: a.findings.map((f) => f.pack),
    from: months,
    to: months,
  };
  const found = by[name];
  if (found === undefined) throw new RangeError(`no values to try for the parameter ${name}`);
  return [...new Set(found)];
}

/** At most so many of the values, evenly. */
function spread<T>(values: readonly T[], most: number): T[] {
  const step = Math.max(1, values.length / most);
  return values.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}
