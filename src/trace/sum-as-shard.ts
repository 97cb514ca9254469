import { internal } from '../errors.js';
import { IntColumn } from '../model/column.js';
import { at } from '../model/collect.js';
import type { Sum } from './add-up.js';
import type { PastCount } from './cohort-table.js';
import type { ShardResult, ShardSituations } from './shard-result.js';
import type { SummedSituation } from './situation-table.js';
import { chainOf, Witnesses } from './witnesses.js';

/** A sum of shards as one shard, and where its pasts went. */
export interface SumAsShard {
  /** Null when there are more situations than a sum keeps. */
  readonly shard: ShardResult | null;
  /** By number of a past in the sum: its place among the shard's cohorts, or -1 when nobody has it any more. */
  readonly pastOf: Int32Array;
}

/**
 * What all shards that were added are together, without flows, trails and pasts that nobody has any more.
 *
 * @throws WayleaveError INTERNAL when somebody was taken away who was not there
 */
export function sumAsShard(sum: Sum): SumAsShard {
  const situations = sum.situations.all();
  if (sum.pasts.some((p) => p.people < 0)) throw internal('more people were taken away than there were');
  const flows = numbering(sum.flows.length, (i) => at(sum.flows, i).records > 0);
  const living = sum.pasts.filter((p) => p.people > 0);
  const trails = numbering(sum.trails.size, membership(living.map((p) => p.trails)));
  const holdings = numbering(sum.holdings.length, membership(living.map((p) => p.holdings)));
  const pasts = numbering(sum.pasts.length, (i) => at(sum.pasts, i).people > 0);
  const here = (set: Int32Array, numberOf: Int32Array): Int32Array => set.map((i) => at(numberOf, i)).sort();
  if (situations === null) return { shard: null, pastOf: pasts.numberOf };
  return {
    pastOf: pasts.numberOf,
    shard: {
      records: sum.records,
      people: sum.people,
      hops: sum.hops,
      flows: flows.kept.map((i) => {
        const { content, months, samples } = at(sum.flows, i);
        return { content, months: new Map([...months].filter(([, n]) => n > 0)), samples };
      }),
      situations: situationColumns(
        situations.filter((s) => s.records > 0),
        flows.numberOf,
      ),
      trails: trailColumns(sum, trails, flows.numberOf),
      cohorts: pasts.kept.map((i): PastCount => {
        const p = at(sum.pasts, i);
        return {
          flows: here(p.flows, flows.numberOf),
          trails: here(p.trails, trails.numberOf),
          holdings: here(p.holdings, holdings.numberOf),
          people: p.people,
        };
      }),
      members: null,
      holdings: holdings.kept.map((i) => at(sum.holdings, i)),
      lastAt: new Float64Array(),
      witnessUsers: [],
      arrivals: [...sum.arrivals.values()].filter((a) => a.people > 0),
    },
  };
}

interface Numbering {
  /** By old number: the new one, or -1. */
  readonly numberOf: Int32Array;
  /** By new number: the old one. */
  readonly kept: readonly number[];
}

function numbering(size: number, isKept: (i: number) => boolean): Numbering {
  const numberOf = new Int32Array(size).fill(-1);
  const kept: number[] = [];
  for (let i = 0; i < size; i++) if (isKept(i)) numberOf[i] = kept.push(i) - 1;
  return { numberOf, kept };
}

function membership(sets: readonly Int32Array[]): (i: number) => boolean {
  const members = new Set<number>();
  for (const set of sets) for (const i of set) members.add(i);
  return (i) => members.has(i);
}

function situationColumns(situations: readonly SummedSituation[], flowOf: Int32Array): ShardSituations {
  return {
    flow: Int32Array.from(situations, (s) => at(flowOf, s.flow)),
    period: Int32Array.from(situations, (s) => s.period),
    notices: situations.map((s) => s.notices),
    records: Float64Array.from(situations, (s) => s.records),
    firstAt: Float64Array.from(situations, (s) => s.firstAt),
    lastAt: Float64Array.from(situations, (s) => s.lastAt),
  };
}

function trailColumns(sum: Sum, { kept, numberOf }: Numbering, flowOf: Int32Array): ShardResult['trails'] {
  const { parent, flow, depth } = sum.trails;
  const parents = new IntColumn();
  const flows = new IntColumn();
  const witnesses = new Witnesses();
  const columns = sum.witnesses.columns(false);
  kept.forEach((t, i) => {
    const before = at(parent.data, t);
    parents.push(before < 0 ? -1 : at(numberOf, before));
    flows.push(at(flowOf, at(flow.data, t)));
    const { userId, rows } = chainOf(columns, t, at(depth.data, t));
    witnesses.keep(i, userId, rows);
  });
  return { parent: parents.packed(), flow: flows.packed(), witnesses: witnesses.columns() };
}
