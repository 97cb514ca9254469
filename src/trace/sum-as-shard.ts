import { internal } from '../errors.js';
import { IntColumn } from '../model/column.js';
import { at } from '../model/collect.js';
import type { Sum } from './add-up.js';
import { pastColumns, renumbered } from './past-columns.js';
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
  const pasts = numbering(sum.pasts.length, (i) => {
    const people = sum.pasts.people(i);
    if (people < 0) throw internal('more people were taken away than there were');
    return people > 0;
  });
  const flows = numbering(sum.flows.length, (i) => at(sum.flows, i).records > 0);
  const held = { trails: new Uint8Array(sum.trails.size), holdings: new Uint8Array(sum.holdings.length) };
  for (const i of pasts.kept) {
    const past = sum.pasts.past(i);
    for (const t of past.trails) held.trails[t] = 1;
    for (const h of past.holdings) held.holdings[h] = 1;
  }
  const trails = numbering(sum.trails.size, (i) => held.trails[i] === 1);
  const holdings = numbering(sum.holdings.length, (i) => held.holdings[i] === 1);
  const left = { flowOf: flows.numberOf, trailOf: trails.numberOf, holdingOf: holdings.numberOf };
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
      cohorts: pastColumns(
        pasts.kept.length,
        (i) => sum.pasts.past(at(pasts.kept, i)),
        (i) => sum.pasts.people(at(pasts.kept, i)),
        (past) => renumbered(past, left),
      ),
      members: null,
      holdings: holdings.kept.map((i) => at(sum.holdings, i)),
      lastAt: new Float64Array(),
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
