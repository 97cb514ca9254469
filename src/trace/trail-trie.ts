import { IntColumn } from '../model/column.js';
import { at, getOrMake } from '../model/collect.js';
import type { FlowEdge, FlowGraph } from './flow-graph.js';
import { TrailTable } from './trail-table.js';

const IMPOSSIBLE = -1;

/**
 * The trails met so far, as a trie: every trail extends exactly one that is a flow shorter. A node is made when some
 * person's data first takes it, so every node is a trail of somebody.
 *
 * Guard: when there are more than `maxTrails` nodes of at most `limit` flows, `limit` is lowered until there are no
 * more; deeper nodes are not extended and not reported. The count only grows, so the final limit does not depend on
 * the order in which persons are met.
 */
export class TrailTrie {
  readonly table = new TrailTable();
  /** By node: the processor where it ends. */
  readonly recipient = new IntColumn();
  /** By node: number of the set of fields in which a chain along the trail may end. */
  readonly #ends = new IntColumn();
  readonly #endSets: (readonly number[])[] = [];
  readonly #endSetIds = new Map<string, number>();
  readonly #atDepth: number[] = [0];
  #limit: number;

  constructor(
    readonly graph: FlowGraph,
    readonly edges: readonly FlowEdge[],
    maxHops: number,
    readonly maxTrails: number,
  ) {
    this.#limit = maxHops;
  }

  /** Trails of more flows than this are cut. */
  get limit(): number {
    return this.#limit;
  }

  /** The trail of one flow, which must start one. */
  root(flow: number): number {
    if (this.#limit < 1) return IMPOSSIBLE;
    const known = this.table.find(IMPOSSIBLE, flow);
    return known >= 0 ? known : this.#make(IMPOSSIBLE, flow, at(this.edges, flow).fields);
  }

  /**
   * The trail that extends `node` by `flow`, or -1 where the definition forbids it: the flow does not start where the
   * trail ends, a processor would recur, no field chain survives, or it would be too long.
   */
  child(node: number, flow: number): number {
    const edge = at(this.edges, flow);
    if (this.recipient.data[node] !== edge.sender) return IMPOSSIBLE;
    if ((this.table.depth.data[node] ?? 0) >= this.#limit) return IMPOSSIBLE;
    const known = this.table.find(node, flow);
    if (known >= 0) return known;
    // What is impossible is not remembered: in a dense network it would outgrow the trails themselves.
    if (this.#visits(node, edge.recipient)) return IMPOSSIBLE;
    const from = at(this.#endSets, this.#ends.data[node] ?? 0);
    const ends = edge.fields.filter((to) => from.some((f) => this.graph.continues(f, to)));
    return ends.length === 0 ? IMPOSSIBLE : this.#make(node, flow, ends);
  }

  /** Takes in a trail that was met before: by the number of the one that it extends (or -1) and its last flow. */
  adopt(parent: number, flow: number): number {
    return parent < 0 ? this.root(flow) : this.child(parent, flow);
  }

  #visits(node: number, processor: number): boolean {
    const { parent, flow } = this.table;
    for (let n = node; n >= 0; n = parent.data[n] ?? -1) {
      const edge = at(this.edges, flow.data[n] ?? -1);
      if (edge.recipient === processor || edge.sender === processor) return true;
    }
    return false;
  }

  #make(parent: number, flow: number, ends: readonly number[]): number {
    const node = this.table.add(parent, flow);
    this.recipient.push(at(this.edges, flow).recipient);
    this.#ends.push(getOrMake(this.#endSetIds, ends.join(), () => this.#endSets.push(ends) - 1));
    const depth = this.table.depth.data[node] ?? 0;
    this.#atDepth[depth] = (this.#atDepth[depth] ?? 0) + 1;
    this.#lower();
    return node;
  }

  #lower(): void {
    const count = (limit: number): number => {
      let sum = 0;
      for (let d = 1; d <= limit; d++) sum += this.#atDepth[d] ?? 0;
      return sum;
    };
    while (this.#limit > 0 && count(this.#limit) > this.maxTrails) this.#limit--;
  }
}
