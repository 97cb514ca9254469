import { internal } from '../errors.js';
import { at, getOrMake } from '../model/collect.js';
import type { FlowContent } from '../law/flow-book.js';
import type { Instant } from '../model/instant.js';
import { compareCandidates, SAMPLES } from './samples.js';
import type { Holding } from './holdings.js';
import { addRecords, SituationTable } from './situation-table.js';
import type { FlowSample, Members, ShardArrival, ShardResult, ShardSituations } from './shard-result.js';
import { TrailTable } from './trail-table.js';
import { chainOf, Witnesses, type WitnessColumns } from './witnesses.js';
import { CohortTable, type CohortCount } from './cohort-table.js';
import { MemberList } from './member-list.js';
import { PastReader, renumbered, type PastColumns } from './past-columns.js';

/** A flow of all shards. */
export interface SummedFlow {
  readonly content: FlowContent;
  records: number;
  firstAt: Instant;
  lastAt: Instant;
  /** Records by number of the month. */
  readonly months: Map<number, number>;
  samples: FlowSample[];
}

/** Reach, as far as it was added up. */
export interface SummedArrival {
  readonly origin: string;
  readonly field: string;
  readonly recipient: string;
  people: number;
  firstArrival: Instant;
  lastArrival: Instant;
}

/** By number in a shard: the number in the sum. */
export interface Located {
  readonly flowOf: readonly number[];
  readonly trailOf: Int32Array;
  readonly holdingOf: readonly number[];
}

/** What became of a shard that was added. */
export interface AddedShard {
  /** By cohort of the shard, the number of what it is here: a cohort, or a past where those are told apart. */
  readonly cohortOf: readonly number[];
  /** Persons of whom the shard has the end of a better witness alone: walked whole and added, they give its rows. */
  readonly unproven: ReadonlySet<string>;
}

/** The cohorts of all that was added, and who belongs to which. */
export interface SummedCohorts {
  readonly cohorts: readonly CohortCount[];
  /** By number of what was added: its place in `cohorts`. */
  readonly indexes: Int32Array;
  /** Null when persons are not kept by name. */
  readonly members: Members | null;
}

/** The least few candidates, each once. */
function least(candidates: readonly FlowSample[]): FlowSample[] {
  const sorted = [...candidates].sort(compareCandidates);
  return sorted.filter((c, i) => c.row !== sorted[i - 1]?.row).slice(0, SAMPLES);
}

/**
 * Adds shards up, in any order: records and persons sum, first and last are minima and maxima, witnesses and samples are
 * the least, flows and trails meet by their content, cohorts by their signature.
 */
export class Sum {
  readonly flows: SummedFlow[] = [];
  /** By index of the trail; flows are indexes into `flows`. */
  readonly trails = new TrailTable();
  readonly witnesses = new Witnesses();
  readonly arrivals = new Map<string, SummedArrival>();
  readonly situations = new SituationTable();
  /** What is held of persons, where they are told apart by it. */
  readonly holdings: Holding[] = [];
  people = 0;
  records = 0;
  /** The greatest number of flows of a trail that is left in every shard so far. */
  hops: number;
  readonly #flowIndex = new Map<string, number>();
  readonly #holdingIndex = new Map<string, number>();
  readonly #cohorts = new CohortTable();
  readonly #maxTrails: number;
  readonly #members: MemberList;

  /** @param named how many persons are kept by name, at most */
  constructor(maxHops: number, maxTrails: number, named: number) {
    this.hops = maxHops;
    this.#maxTrails = maxTrails;
    this.#members = new MemberList(named);
  }

  /** Adds a shard; nothing of it may have been added before. Linear in its flows, trails, cohorts and persons by name. */
  add(shard: ShardResult): AddedShard {
    this.people += shard.people;
    this.records += shard.records;
    this.hops = Math.min(this.hops, shard.hops);
    const located = this.locate(shard);
    const { flowOf, trailOf } = located;
    shard.flows.forEach(({ months, samples }, i) => {
      const flow = at(this.flows, at(flowOf, i));
      for (const [month, n] of months) flow.months.set(month, (flow.months.get(month) ?? 0) + n);
      flow.samples = least([...flow.samples, ...samples]);
    });
    this.#addSituations(shard.situations, flowOf);
    const unproven = this.#addWitnesses(shard.trails.witnesses, trailOf);
    const cohortOf = this.#addCohorts(shard.cohorts, located, 1);
    if (shard.members === null) this.#members.drop();
    else {
      const { users, cohort } = shard.members;
      this.#members.add(users, (i) => at(cohortOf, at(cohort, i)));
    }
    for (const a of shard.arrivals) this.#addArrival(a);
    return { cohortOf, unproven };
  }

  /** The numbers here of a shard's flows, trails and holdings; those that are not known yet are added, without people. */
  locate({ flows, trails, holdings }: ShardResult): Located {
    const flowOf = flows.map((f) => this.#flowOf(f.content));
    const trailOf = new Int32Array(trails.parent.length);
    for (let i = 0; i < trailOf.length; i++) {
      const before = at(trails.parent, i) < 0 ? -1 : at(trailOf, at(trails.parent, i));
      const last = at(flowOf, at(trails.flow, i));
      const known = this.trails.find(before, last);
      trailOf[i] = known >= 0 ? known : this.trails.add(before, last);
    }
    return { flowOf, trailOf, holdingOf: holdings.map((h) => this.#holdingOf(h)) };
  }

  /** Persons by their flows, trails and, where these are told apart, holdings. */
  get pasts(): Pick<CohortTable, 'length' | 'past' | 'people'> {
    return this.#cohorts;
  }

  /** Takes a shard's persons away from their cohorts. */
  takeCohortsAway(shard: ShardResult, located: Located): void {
    this.#addCohorts(shard.cohorts, located, -1);
  }

  /** The arrival of a shard here; undefined when none was added yet. */
  arrivalOf({ origin, field, recipient }: ShardArrival): SummedArrival | undefined {
    return this.arrivals.get(JSON.stringify([origin, field, recipient]));
  }

  /** Lowers `hops` until there are no more than maxTrails trails of at most so many flows. Call once, at the end. */
  cut(): void {
    const atDepth: number[] = [];
    const { depth: depths, size } = this.trails;
    for (let t = 0; t < size; t++) {
      const depth = at(depths.data, t);
      atDepth[depth] = (atDepth[depth] ?? 0) + 1;
    }
    let sum = 0;
    for (let depth = 1; depth <= this.hops; depth++) {
      sum += atDepth[depth] ?? 0;
      if (sum > this.#maxTrails) this.hops = depth - 1;
    }
  }

  /** Cohorts by their flows and those of their trails that are kept; and who belongs to which, when persons are kept by name. */
  cohorts(isKept: (trail: number) => boolean): SummedCohorts {
    const { cohorts, indexes } = this.#cohorts.without(isKept);
    return { cohorts: cohorts.cohorts(), indexes, members: this.#members.members(indexes) };
  }

  /** @returns by number in the columns, the number here */
  #addCohorts(columns: PastColumns, located: Located, sign: 1 | -1): number[] {
    const reader = new PastReader(columns);
    return Array.from({ length: reader.length }, (_, i) =>
      this.#cohorts.add(renumbered(reader.past(i), located), sign * reader.people(i)),
    );
  }

  #flowOf(content: FlowContent): number {
    const index = getOrMake(this.#flowIndex, content.id, () => {
      const none = { records: 0, firstAt: Infinity, lastAt: -Infinity, samples: [] };
      return this.flows.push({ content, months: new Map(), ...none }) - 1;
    });
    const flow = at(this.flows, index);
    if (flow.content === content || JSON.stringify(flow.content) === JSON.stringify(content)) return index;
    throw internal(`two different flows have the id ${content.id}`);
  }

  #addSituations(s: ShardSituations, flowOf: readonly number[]): void {
    for (let i = 0; i < s.flow.length; i++) {
      const index = at(flowOf, at(s.flow, i));
      const flow = at(this.flows, index);
      const counted = { records: at(s.records, i), firstAt: at(s.firstAt, i), lastAt: at(s.lastAt, i) };
      addRecords(flow, counted);
      this.situations.add(index, at(s.period, i), at(s.notices, i), counted);
    }
  }

  #addWitnesses(witnesses: WitnessColumns, trailOf: Int32Array): Set<string> {
    const unproven = new Set<string>();
    for (let i = 0; i < trailOf.length; i++) {
      const index = at(trailOf, i);
      // A walk that knows of trails from before need not have met them.
      const userId = witnesses.users[witnesses.user[i] ?? -1];
      if (userId === undefined) continue;
      if (!this.witnesses.improves(index, at(witnesses.at, i), userId)) continue;
      if (at(witnesses.start, i) < 0) unproven.add(userId);
      else this.witnesses.keep(index, userId, chainOf(witnesses, i, at(this.trails.depth.data, index)).rows);
    }
    return unproven;
  }

  #holdingOf(holding: Holding): number {
    const { origin, start, processor, field } = holding;
    const key = JSON.stringify([origin, start, processor, field]);
    return getOrMake(this.#holdingIndex, key, () => this.holdings.push(holding) - 1);
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
