import { pairOf } from '../state/view.js';
import type { Flow, ShownEdge, LineageNode, Verdict } from '../api/types.js';

/** A line of the map: the flows of one verdict between two, or a single flow where a bundle is open. */
export interface Line {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly verdict: Verdict;
  readonly people: number;
  readonly records: number;
  readonly flows: number;
  /** The flow itself, where the bundle is open. */
  readonly flow: string | null;
  /** Flows of the pair, whatever their verdict; of an open bundle, the one. */
  readonly flowIds: readonly string[];
  /** People before what is supposed, where that changes the line; without any people it is gone. */
  readonly was?: number;
  /** How far it bows, as a share of its length: lines of one pair lie beside each other. */
  readonly bend: number;
}

/** What the map shows of a view. */
export interface MapModel {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  /** Those of most people first. */
  readonly lines: readonly Line[];
  /** Most people of a line: the widest. */
  readonly most: number;
  /** Most people of a processor: the largest. */
  readonly mostOfNode: number;
  /** True for what leads to a processor and from it; false for the whole map. */
  readonly started: boolean;
}

/**
 * The lines of a view. A bundle is one line for each verdict, worst outermost; an open one has a line for each flow.
 *
 * @param opened flows of the pairs whose bundles are open, by `pairOf`
 */
export function mapModel(
  nodes: readonly LineageNode[],
  edges: readonly ShownEdge[],
  opened: ReadonlyMap<string, readonly Flow[]>,
): MapModel {
  const lines = edges.flatMap((edge) => {
    const flows = opened.get(pairOf(edge.source, edge.target));
    return flows === undefined ? bundle(edge) : flows.map((flow, i) => single(edge, flow, i, flows.length));
  });
  lines.sort((a, b) => b.people - a.people);
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    lines,
    most: Math.max(1, lines[0]?.people ?? 0),
    mostOfNode: nodes.reduce((most, node) => Math.max(most, node.people), 1),
    started: nodes.some((node) => node.upstream !== null || node.downstream !== null),
  };
}

function bundle(edge: ShownEdge): Line[] {
  return edge.byVerdict.map((part, i) => ({
    id: `${pairOf(edge.source, edge.target)}:${part.verdict}`,
    source: edge.source,
    target: edge.target,
    verdict: part.verdict,
    people: part.people,
    records: part.records,
    flows: part.flows,
    flow: null,
    flowIds: edge.flowIds,
    bend: 0.1 + i * 0.12,
  }));
}

function single(edge: ShownEdge, flow: Flow, lane: number, lanes: number): Line {
  return {
    id: `flow:${flow.id}`,
    source: edge.source,
    target: edge.target,
    verdict: flow.verdict,
    people: flow.people,
    records: flow.records,
    flows: 1,
    flow: flow.id,
    flowIds: [flow.id],
    bend: 0.06 + lane * Math.min(0.06, 0.42 / lanes),
  };
}

/** Lines up to which each is drawn in full; of more, those of most people. */
const FULL = 60;

/** Width of a line in pixels: its area grows with people. Where there are many lines, all are finer. */
export function lineWidth(line: Line, model: MapModel): number {
  const fine = Math.max(0.2, Math.min(1, Math.sqrt(FULL / model.lines.length)));
  // Flows of an opened bundle lie close to each other.
  const close = line.flow === null ? 1 : 0.5;
  return (3.5 + 8.5 * Math.sqrt(line.people / model.most)) * fine * close;
}

/** True for the lines that a crowded map puts in the background. */
export function inBackground(rank: number, line: Line, model: MapModel): boolean {
  return model.lines.length > FULL * 2 && (rank >= FULL || line.verdict === 'out_of_scope');
}

/** Radius of a processor in pixels: its area grows with people; smaller where there are many. */
export function nodeRadius(people: number, model: MapModel): number {
  const count = model.nodes.size;
  const scale = count > 400 ? 0.28 : count > 60 ? 0.45 : count > 24 ? 0.7 : 1;
  return (9 + 9 * Math.sqrt(Math.min(1, people / model.mostOfNode))) * scale;
}
