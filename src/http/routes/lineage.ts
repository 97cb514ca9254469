import type { Snapshot } from '../cases/snapshot.js';
import { EDGES, type lineageContract } from '../contract/lineage.js';
import { USER } from '../../model/case.js';
import { getOrMake, groupBy, without } from '../../model/collect.js';
import { VERDICTS, worse, type Verdict } from '../../model/decision.js';
import type { Flow } from '../../model/flow.js';
import { formatInstant, periodOf } from '../../model/instant.js';
import { compareText, sortedSet } from '../../model/text.js';
import { filterFlows } from './flows.js';
import { found } from './found.js';
import { grouping, type Grouping } from './grouping.js';
import { one, type Handlers } from './handler.js';
import { headOf } from './shapes.js';
import { flowsOfNodes, viewOf, type Graph, type View } from './view.js';

/** Of the edges, as a table. */
const COLUMNS = [
  ...['source', 'target', 'flows', 'records', 'people', 'firstAt', 'lastAt'],
  ...['fields', 'crossBorder', 'verdict', 'flowIds'],
];

const WORST_FIRST: readonly Verdict[] = [...VERDICTS].reverse();

export const lineageHandlers: Handlers<keyof typeof lineageContract> = {
  getLineage: ({ snapshot, query }) => {
    const { focus, upstream, downstream, expand = [], group = 'none', limit } = query;
    const filters = without(query, [
      'from',
      'to',
      'focus',
      'upstream',
      'downstream',
      'expand',
      'group',
      'limit',
    ]);
    const most = limit ?? EDGES.usual;
    const key = JSON.stringify([filters, focus, upstream, downstream, expand, group, most]);
    const view = snapshot.memo(`lineage ${key}`, () => {
      const groups = grouping(snapshot, group);
      for (const id of focus === undefined ? expand : [focus, ...expand]) {
        if (id !== USER) found(groups.members, id, 'processor or group');
      }
      const flows = filterFlows(snapshot, filters);
      const staysIn = (f: Flow): boolean =>
        group !== 'none' && groups.of(f.sender) === groups.of(f.recipient);
      const graph = graphOf(
        flows.filter((f) => !staysIn(f)),
        groups,
      );
      const within = flows.filter(staysIn);
      const view = viewOf(graph, focus ?? null, upstream, downstream, expand);
      return show(snapshot, groups, graph, view, within, most);
    });
    return one(view, { table: view.edges, columns: COLUMNS });
  },
};

function graphOf(flows: readonly Flow[], groups: Grouping): Graph {
  const edges = groupBy(flows, (f) => JSON.stringify([groups.of(f.sender), groups.of(f.recipient)]));
  const graph: Graph = { edges: new Map(), next: new Map(), before: new Map() };
  for (const [id, of] of edges) {
    const [source, target] = JSON.parse(id) as [string, string];
    graph.edges.set(id, { id, source, target, flows: of });
    getOrMake(graph.next, source, () => []).push(target);
    getOrMake(graph.before, target, () => []).push(source);
  }
  return graph;
}

/** @param within flows between processors of one group */
function show(
  s: Snapshot,
  groups: Grouping,
  graph: Graph,
  view: View,
  within: readonly Flow[],
  most: number,
) {
  const { people } = s.index;
  const all = view.edges
    .map((e) => ({ ...e, people: people.ofFlows(e.flows.map((f) => f.id)) }))
    .sort((a, b) => b.people - a.people || compareText(a.id, b.id));
  const edges = all.slice(0, most);
  // The focus stays where nothing is connected with it; without one, processors without flows are on the map too.
  const shown = new Set([
    ...(all.length > most ? edges.flatMap((e) => [e.source, e.target]) : view.nodes.keys()),
  ]);
  if (view.focus !== null) shown.add(view.focus);
  else if (all.length <= most) for (const id of groups.members.keys()) shown.add(id);
  const flowsOf = flowsOfNodes(edges);
  const seen = new Set(edges.map((e) => e.id));
  const hidden = (id: string, others: readonly string[], before: boolean): number =>
    others.filter((o) => !seen.has(JSON.stringify(before ? [o, id] : [id, o]))).length;
  const numbers = (flows: readonly Flow[]) => ({
    flows: flows.length,
    records: flows.reduce((n, f) => n + f.records, 0),
    people: people.ofFlows(flows.map((f) => f.id)),
  });
  const period = (flows: readonly Flow[]) => {
    const { firstAt, lastAt } = periodOf(flows);
    return { firstAt: formatInstant(firstAt), lastAt: formatInstant(lastAt) };
  };
  const byVerdict = (flows: readonly Flow[]) =>
    WORST_FIRST.flatMap((verdict) => {
      const of = flows.filter((f) => f.verdict === verdict);
      return of.length === 0 ? [] : [{ verdict, ...numbers(of), ...period(of) }];
    });
  const staying = within.filter((f) => shown.has(groups.of(f.sender)));
  return {
    ...headOf(s, all.length > most ? [{ by: 'limit', limit: most }] : []),
    focus: view.focus,
    nodes: [...shown].sort(compareText).map((id) => ({
      ...groups.describe(id),
      upstream: view.nodes.get(id)?.upstream ?? null,
      downstream: view.nodes.get(id)?.downstream ?? null,
      people: people.ofFlows((flowsOf.get(id) ?? []).map((f) => f.id)),
      hidden: {
        upstream: hidden(id, graph.before.get(id) ?? [], true),
        downstream: hidden(id, graph.next.get(id) ?? [], false),
      },
    })),
    edges: edges.map(({ source, target, flows }) => ({
      id: `${source} → ${target}`,
      source,
      target,
      ...numbers(flows),
      ...period(flows),
      fields: sortedSet(flows.flatMap((f) => f.fields)),
      crossBorder: flows.some((f) => f.crossBorder),
      verdict: flows.map((f) => f.verdict).reduce(worse),
      byVerdict: byVerdict(flows),
      flowIds: flows.map((f) => f.id),
    })),
    totals: {
      nodes: view.focus === null ? groups.members.size + (view.nodes.has(USER) ? 1 : 0) : view.nodes.size,
      edges: all.length,
      ...numbers(all.flatMap((e) => e.flows)),
    },
    within: { ...numbers(staying), byVerdict: byVerdict(staying) },
  };
}
