import { internal } from '../errors.js';
import { at, getOrMake } from '../model/collect.js';
import type { FlowContent } from '../law/flow-book.js';
import type { Instant } from '../model/instant.js';
import { compareText } from '../model/text.js';
import { compareCandidates, SAMPLES } from './samples.js';
import type { FlowSample, ShardArrival, ShardResult, ShardWitness } from './shard-result.js';

/** A flow of all shards. */
export interface SummedFlow {
  readonly content: FlowContent;
  records: number;
  firstAt: Instant;
  lastAt: Instant;
  samples: FlowSample[];
}

/** A trail of all shards; `parent` is an index into the same list, or -1. */
export interface SummedTrail {
  readonly parent: number;
  readonly flow: number;
  readonly depth: number;
  witness: ShardWitness;
}

/** Persons with the same flows and trails, as indexes. */
export interface SummedCohort {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  people: number;
}

export interface SummedArrival {
  readonly origin: string;
  readonly field: string;
  readonly recipient: string;
  people: number;
  firstArrival: Instant;
  lastArrival: Instant;
}

/**
 * Adds shards up, in any order: records and persons sum, first and last are minima and maxima, witnesses and samples are
 * the least, flows and trails meet by their content, cohorts by their signature.
 */
export class Sum {
  readonly flows: SummedFlow[] = [];
  readonly trails: SummedTrail[] = [];
  readonly arrivals = new Map<string, SummedArrival>();
  people = 0;
  records = 0;
  /** The greatest number of flows of a trail that is left in every shard so far. */
  hops: number;
  readonly #flowIndex = new Map<string, number>();
  readonly #trailIndex = new Map<number, number>();
  readonly #cohorts = new Map<string, SummedCohort>();
  readonly #maxTrails: number;

  constructor(maxHops: number, maxTrails: number) {
    this.hops = maxHops;
    this.#maxTrails = maxTrails;
  }

  add(shard: ShardResult): void {
    this.people += shard.people;
    this.records += shard.records;
    this.hops = Math.min(this.hops, shard.hops);
    const flowOf = shard.flows.map((f) => this.#addFlow(f));
    const trailOf: number[] = [];
    for (const t of shard.trails) {
      const parent = t.parent < 0 ? -1 : at(trailOf, t.parent);
      trailOf.push(this.#addTrail(parent, at(flowOf, t.flow), t.depth, t.witness));
    }
    for (const c of shard.cohorts) {
      const flows = c.flows.map((f) => at(flowOf, f)).sort();
      const trails = c.trails.map((t) => at(trailOf, t)).sort();
      this.#addCohort(flows, trails, c.people);
    }
    for (const a of shard.arrivals) this.#addArrival(a);
  }

  /** Lowers `hops` until there are no more than maxTrails trails of at most so many flows. Call once, at the end. */
  cut(): void {
    const atDepth: number[] = [];
    for (const t of this.trails) atDepth[t.depth] = (atDepth[t.depth] ?? 0) + 1;
    let sum = 0;
    for (let depth = 1; depth <= this.hops; depth++) {
      sum += atDepth[depth] ?? 0;
      if (sum > this.#maxTrails) this.hops = depth - 1;
    }
  }

  /** Cohorts by their flows and those of their trails that are kept. */
  cohorts(isKept: (trail: number) => boolean): SummedCohort[] {
    const merged = new Map<string, SummedCohort>();
    for (const { flows, trails, people } of this.#cohorts.values()) {
      const kept = trails.filter(isKept);
      getOrMake(merged, `${flows.join()};${kept.join()}`, () => ({
        flows,
        trails: kept,
        people: 0,
      })).people += people;
    }
    return [...merged.values()];
  }

  #addFlow({ content, records, firstAt, lastAt, samples }: ShardResult['flows'][number]): number {
    const index = getOrMake(
      this.#flowIndex,
      content.id,
      () => this.flows.push({ content, records: 0, firstAt: Infinity, lastAt: -Infinity, samples: [] }) - 1,
    );
    const flow = at(this.flows, index);
    if (flow.records === 0 || JSON.stringify(flow.content) === JSON.stringify(content)) {
      flow.records += records;
      flow.firstAt = Math.min(flow.firstAt, firstAt);
      flow.lastAt = Math.max(flow.lastAt, lastAt);
      flow.samples = [...flow.samples, ...samples].sort(compareCandidates).slice(0, SAMPLES);
      return index;
    }
    throw internal(`two different flows have the id ${content.id}`);
  }

  #addTrail(parent: number, flow: number, depth: number, witness: ShardWitness): number {
    const index = getOrMake(
      this.#trailIndex,
      (parent + 1) * 0x100000 + flow,
      () => this.trails.push({ parent, flow, depth, witness }) - 1,
    );
    const trail = at(this.trails, index);
    if (
      witness.at < trail.witness.at ||
      (witness.at === trail.witness.at && compareText(witness.userId, trail.witness.userId) < 0)
    ) {
      trail.witness = witness;
    }
    return index;
  }

  #addCohort(flows: Int32Array, trails: Int32Array, people: number): void {
    const key = `${flows.join()};${trails.join()}`;
    getOrMake(this.#cohorts, key, () => ({ flows, trails, people: 0 })).people += people;
  }

  #addArrival(a: ShardArrival): void {
    const sum = getOrMake(this.arrivals, JSON.stringify([a.origin, a.field, a.recipient]), () => ({
      ...a,
      people: 0,
      firstArrival: Infinity,
      lastArrival: -Infinity,
    }));
    sum.people += a.people;
    sum.firstArrival = Math.min(sum.firstArrival, a.firstArrival);
    sum.lastArrival = Math.max(sum.lastArrival, a.lastArrival);
  }
}
