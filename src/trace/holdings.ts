import { at, getOrMake } from '../model/collect.js';
import type { FlowEdge, FlowGraph } from './flow-graph.js';

/** Data sent by a source as a field has arrived at a foreign processor. */
export interface Arrival {
  readonly origin: number;
  readonly field: number;
  readonly recipient: number;
}

/** Data that a source once sent as the field `start` is with a processor as `field`; by their ids. */
export interface Holding {
  readonly origin: string;
  readonly start: string;
  readonly processor: string;
  readonly field: string;
}

/**
 * Numbers what reach has to remember of a person: a *holding* says that data which a source once sent as one field is
 * now with a processor as another (or the same) field; an *arrival* is what is reported of it.
 */
export class Holdings {
  readonly arrivals: Arrival[] = [];
  readonly #origin: number[] = [];
  readonly #start: number[] = [];
  readonly #processor: number[] = [];
  readonly #field: number[] = [];
  readonly #ids = new Map<number, number>();
  readonly #arrivalIds = new Map<number, number>();

  constructor(readonly graph: FlowGraph) {}

  /**
   * What a flow adds to a person's holdings, and which arrivals it delivers (again or for the first time).
   *
   * @param held ids of the person's holdings
   * @param makes called with the id of each holding that the flow makes
   * @param delivers called with the id of each arrival, possibly repeatedly
   */
  pass(
    edge: FlowEdge,
    held: ArrayLike<number>,
    makes: (id: number) => void,
    delivers: (id: number) => void,
  ): void {
    const { sender, recipient, fields } = edge;
    if (sender < 0) return;
    const deliver = (origin: number, start: number, field: number): void => {
      makes(this.#holding(origin, start, recipient, field));
      if (recipient !== origin && at(this.graph.foreign, recipient))
        delivers(this.#arrival(origin, start, recipient));
    };
    if (edge.starts) for (const field of fields) deliver(sender, field, field);
    for (let i = 0; i < held.length; i++) {
      const h = at(held, i);
      if (this.#processor[h] !== sender) continue;
      const from = at(this.#field, h);
      for (const field of fields) {
        if (this.graph.continues(from, field)) deliver(at(this.#origin, h), at(this.#start, h), field);
      }
    }
  }

  /** Number of the processor with which a holding is. */
  processorOf(holding: number): number {
    return at(this.#processor, holding);
  }

  /** The arrival that a holding amounts to, or -1 when it is not abroad or back at its origin. */
  arrivalOf(holding: number): number {
    const origin = at(this.#origin, holding);
    const recipient = at(this.#processor, holding);
    if (recipient === origin || !at(this.graph.foreign, recipient)) return -1;
    return this.#arrival(origin, at(this.#start, holding), recipient);
  }

  /** All holdings by their numbers. */
  all(): Holding[] {
    const { processors, fields } = this.graph;
    return this.#field.map((field, i) => ({
      origin: at(processors, at(this.#origin, i)),
      start: at(fields, at(this.#start, i)),
      processor: at(processors, at(this.#processor, i)),
      field: at(fields, field),
    }));
  }

  /**
   * Numbers a holding that was met before.
   *
   * @returns its number: the next one, when holdings are given once each and before any other is met
   */
  adopt({ origin, start, processor, field }: Holding): number {
    const { graph } = this;
    return this.#holding(
      graph.processorOf(origin),
      graph.fieldOf(start),
      graph.processorOf(processor),
      graph.fieldOf(field),
    );
  }

  #holding(origin: number, start: number, processor: number, field: number): number {
    const { processors, fields } = this.graph;
    const key = ((origin * fields.length + start) * processors.length + processor) * fields.length + field;
    return getOrMake(this.#ids, key, () => {
      this.#origin.push(origin);
      this.#start.push(start);
      this.#processor.push(processor);
      return this.#field.push(field) - 1;
    });
  }

  #arrival(origin: number, field: number, recipient: number): number {
    const { processors, fields } = this.graph;
    const key = (origin * fields.length + field) * processors.length + recipient;
    return getOrMake(this.#arrivalIds, key, () => this.arrivals.push({ origin, field, recipient }) - 1);
  }
}
