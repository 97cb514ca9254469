import { USER, type Case } from '../model/case.js';
import { at, getOrMake } from '../model/collect.js';
import { FieldGraph } from '../model/field-graph.js';
import type { Route } from '../model/flow.js';
import { atlasOf } from '../law/places.js';

/** A flow as the walk sees it: small integers for processors and fields. */
export interface FlowEdge {
  /** -1 for the person themselves. */
  readonly sender: number;
  readonly recipient: number;
  readonly fields: readonly number[];
  /** True when a trail may start here: the sender is a source and this is no collection. */
  readonly starts: boolean;
}

/** Processors and fields as integers, with what the walk asks of them. */
export class FlowGraph {
  readonly processors: readonly string[];
  readonly fields: readonly string[];
  /** By processor: not at home. */
  readonly foreign: readonly boolean[];
  readonly #processorIndex: ReadonlyMap<string, number>;
  readonly #fieldIndex: ReadonlyMap<string, number>;
  readonly #sources: ReadonlySet<string>;
  readonly #graph: FieldGraph;
  readonly #continues = new Map<number, boolean>();

  /** @param collectors processors that collect from the person: they are sources, as those at home are */
  constructor(kase: Case, collectors: readonly string[]) {
    const atlas = atlasOf(kase.registers.jurisdictions, kase.home);
    this.processors = kase.registers.processors.map((p) => p.id);
    this.fields = kase.registers.fields.map((f) => f.id);
    this.foreign = kase.registers.processors.map((p) => !atlas.isHome(p.jurisdiction));
    this.#processorIndex = new Map(this.processors.map((id, i) => [id, i]));
    this.#fieldIndex = new Map(this.fields.map((id, i) => [id, i]));
    this.#graph = new FieldGraph(kase.registers.fields);
    const home = this.processors.filter((_, i) => !at(this.foreign, i));
    this.#sources = new Set([...home, ...collectors]);
  }

  /** A flow's ends and fields by their numbers; -1 is the person as sender. */
  edgeOf(route: Route): FlowEdge {
    return {
      sender: route.sender === USER ? -1 : this.processorOf(route.sender),
      recipient: this.processorOf(route.recipient),
      fields: route.fields.map((f) => this.fieldOf(f)),
      starts: route.sender !== USER && this.#sources.has(route.sender),
    };
  }

  /** Number of a processor by its id. */
  processorOf(id: string): number {
    return index(this.#processorIndex, id);
  }

  /** Number of a field by its id. */
  fieldOf(id: string): number {
    return index(this.#fieldIndex, id);
  }

  /** True when data held as field `from` may be passed on as field `to`. */
  continues(from: number, to: number): boolean {
    if (from === to) return true;
    return getOrMake(this.#continues, from * this.fields.length + to, () =>
      this.#graph.continues(at(this.fields, from), at(this.fields, to)),
    );
  }
}

function index(of: ReadonlyMap<string, number>, id: string): number {
  const found = of.get(id);
  if (found === undefined) throw new RangeError(`${id} is not in the register`);
  return found;
}
