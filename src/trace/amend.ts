import { internal } from '../errors.js';
import { at } from '../model/collect.js';
import type { Instant } from '../model/instant.js';
import { compareText } from '../model/text.js';
import type { Located, Sum, SummedArrival } from './add-up.js';
import { NO_PASTS } from './past-columns.js';
import { compareCandidates, SAMPLES, type Candidate } from './samples.js';
import type { ShardResult } from './shard-result.js';
import type { SummedSituation } from './situation-table.js';

/**
 * Takes persons out of a sum. Numbers are subtracted; what is a least or a greatest cannot be: where the persons who are
 * taken out attained it, it is forgotten, and known again only if what is added afterwards is no worse. Else whoever else
 * has part in it must be asked: `doubtful` says who.
 */
export class Amendment {
  readonly #samples = new Map<number, Candidate | undefined>();
  readonly #situations = new Map<SummedSituation, { firstAt: Instant; lastAt: Instant }>();
  readonly #arrivals = new Map<SummedArrival, { firstArrival: Instant; lastArrival: Instant }>();
  readonly #witnesses = new Map<number, { at: Instant; userId: string }>();

  constructor(readonly sum: Sum) {}

  /**
   * @param shard persons who were all added before, with the same numbers of rows
   * @throws WayleaveError INTERNAL when they were not
   */
  takeAway(shard: ShardResult): void {
    const { sum } = this;
    const before = [sum.flows.length, sum.trails.size, sum.holdings.length].join();
    const located = sum.locate(shard);
    if (before !== [sum.flows.length, sum.trails.size, sum.holdings.length].join()) {
      throw internal('what is taken away was never added');
    }
    sum.people -= shard.people;
    sum.records -= shard.records;
    sum.takeCohortsAway(shard, located);
    this.#takeFlows(shard, located);
    this.#takeSituations(shard, located);
    this.#takeWitnesses(shard, located);
    this.#takeArrivals(shard);
  }

  /**
   * Says other numbers of the rows of everything that is kept.
   *
   * @param numberOf -1 for a row that is gone: then nothing that is kept names it, once its person was taken away
   */
  renumberRows(numberOf: (row: number) => number): void {
    const { sum } = this;
    const renumber = <T extends Candidate>(c: T): T => ({ ...c, row: numberOf(c.row) });
    for (const f of sum.flows) f.samples = f.samples.map(renumber).sort(compareCandidates);
    sum.witnesses.renumberRows(numberOf);
    for (const [flow, last] of this.#samples) if (last !== undefined) this.#samples.set(flow, renumber(last));
  }

  /**
   * Numbers of the pasts whose persons may attain what was forgotten, once everything was added.
   *
   * @param pasts how many pasts there were before anything was taken away
   */
  doubtful(pasts: number): number[] {
    const flows = this.#doubtfulFlows();
    const trails = this.#doubtfulTrails();
    const holdings = this.#doubtfulHoldings();
    if (flows.size + trails.size + holdings.size === 0) return [];
    const meets = (set: Int32Array, doubtful: ReadonlySet<number>): boolean =>
      doubtful.size > 0 && set.some((i) => doubtful.has(i));
    const found: number[] = [];
    for (let i = 0; i < pasts; i++) {
      const past = this.sum.pasts.past(i);
      if (meets(past.flows, flows) || meets(past.trails, trails) || meets(past.holdings, holdings)) {
        found.push(i);
      }
    }
    return found;
  }

  #doubtfulFlows(): Set<number> {
    const doubtful = new Set<number>();
    for (const [flow, last] of this.#samples) {
      // Fewer than are kept were all that there were: then every other person's are still there.
      if (last === undefined) continue;
      const worst = at(this.sum.flows, flow).samples[SAMPLES - 1];
      if (worst === undefined || compareCandidates(worst, last) > 0) doubtful.add(flow);
    }
    for (const [s, former] of this.#situations) {
      if (s.records > 0 && (s.firstAt > former.firstAt || s.lastAt < former.lastAt)) doubtful.add(s.flow);
    }
    return doubtful;
  }

  #doubtfulTrails(): Set<number> {
    const doubtful = new Set<number>();
    for (const [trail, former] of this.#witnesses) {
      const now = this.sum.witnesses.end(trail);
      const worse =
        now === undefined ||
        now.at > former.at ||
        (now.at === former.at && compareText(now.userId, former.userId) > 0);
      if (worse) doubtful.add(trail);
    }
    return doubtful;
  }

  #doubtfulHoldings(): Set<number> {
    const doubtful = new Set<string>();
    for (const [a, former] of this.#arrivals) {
      const worse = a.firstArrival > former.firstArrival || a.lastArrival < former.lastArrival;
      if (a.people > 0 && worse) doubtful.add(JSON.stringify([a.origin, a.field, a.recipient]));
    }
    const holdings = new Set<number>();
    if (doubtful.size === 0) return holdings;
    this.sum.holdings.forEach(({ origin, start, processor }, i) => {
      if (doubtful.has(JSON.stringify([origin, start, processor]))) holdings.add(i);
    });
    return holdings;
  }

  #takeFlows(shard: ShardResult, { flowOf }: Located): void {
    shard.flows.forEach(({ months, samples }, i) => {
      const index = at(flowOf, i);
      const flow = at(this.sum.flows, index);
      for (const [month, n] of months) flow.months.set(month, (flow.months.get(month) ?? 0) - n);
      const taken = new Set(samples.map((s) => s.row));
      const left = flow.samples.filter((s) => !taken.has(s.row));
      if (left.length === flow.samples.length) return;
      if (!this.#samples.has(index)) this.#samples.set(index, flow.samples[SAMPLES - 1]);
      flow.samples = left;
    });
  }

  #takeSituations({ situations: s }: ShardResult, { flowOf }: Located): void {
    for (let i = 0; i < s.flow.length; i++) {
      const flow = at(flowOf, at(s.flow, i));
      const known = this.sum.situations.find(flow, at(s.period, i), at(s.notices, i));
      if (known === undefined) throw internal('a situation that is taken away was never added');
      const { firstAt, lastAt } = known;
      known.records -= at(s.records, i);
      at(this.sum.flows, flow).records -= at(s.records, i);
      const [first, last] = [at(s.firstAt, i) === firstAt, at(s.lastAt, i) === lastAt];
      if (first) known.firstAt = Infinity;
      if (last) known.lastAt = -Infinity;
      if ((first || last) && !this.#situations.has(known)) this.#situations.set(known, { firstAt, lastAt });
    }
  }

  #takeWitnesses({ trails: { witnesses } }: ShardResult, { trailOf }: Located): void {
    for (let i = 0; i < trailOf.length; i++) {
      const trail = at(trailOf, i);
      const former = this.sum.witnesses.end(trail);
      const userId = witnesses.users[witnesses.user[i] ?? -1];
      if (former === undefined || former.userId !== userId || former.at !== witnesses.at[i]) continue;
      this.sum.witnesses.forget(trail);
      this.#witnesses.set(trail, former);
    }
  }

  #takeArrivals(shard: ShardResult): void {
    for (const a of shard.arrivals) {
      const known = this.sum.arrivalOf(a);
      if (known === undefined) throw internal('an arrival that is taken away was never added');
      const { firstArrival, lastArrival } = known;
      known.people -= a.people;
      const [first, last] = [a.firstArrival === firstArrival, a.lastArrival === lastArrival];
      if (first) known.firstArrival = Infinity;
      if (last) known.lastArrival = -Infinity;
      if ((first || last) && !this.#arrivals.has(known)) {
        this.#arrivals.set(known, { firstArrival, lastArrival });
      }
    }
  }
}

/** A shard without what is counted of it: added to a sum that counts its persons already, it only lowers and raises. */
export function boundsOf(shard: ShardResult): ShardResult {
  return {
    ...shard,
    people: 0,
    records: 0,
    flows: shard.flows.map((f) => ({ ...f, months: new Map<number, number>() })),
    situations: { ...shard.situations, records: new Float64Array(shard.situations.records.length) },
    cohorts: NO_PASTS,
    holdings: [],
    members: null,
    arrivals: shard.arrivals.map((a) => ({ ...a, people: 0 })),
  };
}
