import { MultiDirectedGraph } from 'graphology';
import type { PropertyValue } from '../graph/graph-rows.js';
import { possibleXml } from './xml.js';
import type { Label, RelationshipType } from '../graph/schema.js';

/** Attributes of a node: its properties, its label in the graph (`nodeLabel`) and what to call it (`label`). */
export type NodeAttributes = Readonly<Record<string, PropertyValue>> & {
  readonly nodeLabel: Label;
  readonly label: string;
};

/** Attributes of an edge: its properties, and its type as `label`. */
export type EdgeAttributes = Readonly<Record<string, PropertyValue>> & { readonly label: RelationshipType };

/** What is said of a graph as a whole. */
export interface GraphAttributes {
  readonly title: string;
  /** Fingerprint of the analysis. */
  readonly analysis: string;
  /** False when a limit cut the graph. */
  readonly complete: boolean;
  readonly creator: 'wayleave';
  [name: string]: string | boolean;
}

/**
 * A graph to be exported: a graphology multigraph whose nodes are named `Label:key` (`Processor:alipay-sg`) and whose edges
 * are named `e0`, `e1`, … in their order.
 */
export type PropertyGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes, GraphAttributes>;

/** An empty graph. */
export function propertyGraph(title: string, analysis: string, complete: boolean): PropertyGraph {
  const graph: PropertyGraph = new MultiDirectedGraph<NodeAttributes, EdgeAttributes, GraphAttributes>();
  graph.replaceAttributes({ title: possibleXml(title), analysis, complete, creator: 'wayleave' });
  return graph;
}

/** The name of a node in an exported graph: control characters stand in it as escapes, so that every format can hold it. */
export function nodeName(label: Label, key: string): string {
  return possibleXml(`${label}:${key}`);
}
