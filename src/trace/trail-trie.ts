import { at } from '../model/collect.js';
import type { FlowEdge, FlowGraph } from './flow-graph.js';

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
  /** Node of which this one is the extension, or -1. */
  readonly parent: number[] = [];
  /** Last flow. */
  readonly flow: number[] = [];
  /** Number of flows. */
  readonly depth: number[] = [];
  /** The fields in which a chain along the trail may end. */
  readonly #ends: (readonly number[])[] = [];
  readonly #children = new Map<number, number>();
  readonly #roots = new Map<number, number>();
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
    const known = this.#roots.get(flow);
    if (known !== undefined) return known;
    const made = this.#make(IMPOSSIBLE, flow, 1, at(this.edges, flow).fields);
    this.#roots.set(flow, made);
    return made;
  }

  /**
   * The trail that extends `node` by `flow`, or -1 where the definition forbids it: the flow does not start where the
   * trail ends, a processor would recur, no field chain survives, or it would be too long.
   */
  child(node: number, flow: number): number {
    const edge = at(this.edges, flow);
    if (at(this.edges, at(this.flow, node)).recipient !== edge.sender) return IMPOSSIBLE;
    const depth = at(this.depth, node) + 1;
    if (depth > this.#limit) return IMPOSSIBLE;
    const key = node * 0x100000 + flow;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const ends = this.#visits(node, edge.recipient)
      ? []
      : edge.fields.filter((to) => at(this.#ends, node).some((from) => this.graph.continues(from, to)));
    // What is impossible is not remembered: in a dense network it would outgrow the trails themselves.
    if (ends.length === 0) return IMPOSSIBLE;
    const made = this.#make(node, flow, depth, ends);
    this.#children.set(key, made);
    return made;
  }

  /** The flows of a trail, first to last. */
  path(node: number): number[] {
    const flows: number[] = [];
    for (let n = node; n >= 0; n = at(this.parent, n)) flows.push(at(this.flow, n));
    return flows.reverse();
  }

  #visits(node: number, processor: number): boolean {
    for (let n = node; n >= 0; n = at(this.parent, n)) {
      const edge = at(this.edges, at(this.flow, n));
      if (edge.recipient === processor || edge.sender === processor) return true;
    }
    return false;
  }

  #make(parent: number, flow: number, depth: number, ends: readonly number[]): number {
    this.parent.push(parent);
    this.depth.push(depth);
    this.#ends.push(ends);
    this.#atDepth[depth] = (this.#atDepth[depth] ?? 0) + 1;
    this.#lower();
    return this.flow.push(flow) - 1;
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
