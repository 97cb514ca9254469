import { unpackRow } from '../evidence/history.js';
import { ChainGates, type HopJudgement } from '../law/chain-gates.js';
import { lawOf, recipientPlace, senderPlace, type Law } from '../law/decide.js';
import type { Case } from '../model/case.js';
import { at } from '../model/collect.js';
import { NO_COUNTS } from '../model/counts.js';
import { worse, type Verdict } from '../model/decision.js';
import { FieldGraph } from '../model/field-graph.js';
import { contentId } from '../model/ids.js';
import type { Trail } from '../model/result.js';
import { compareList, compareText } from '../model/text.js';
import type { FlowContent } from '../law/flow-book.js';
import type { Sum } from './add-up.js';
import type { TrailTable } from './trail-table.js';

/** A reported trail by its index in the sum. */
export type TrailsByIndex = ReadonlyMap<number, Omit<Trail, 'people'>>;

/** A trail as the law sees it: all but its people and the proof that it was taken. */
export type JudgedTrail = Omit<Trail, 'people' | 'witness' | 'witnessUser'>;

/** Flows and the trails along them, of which those of more than `hops` flows are cut. */
export interface Forest {
  readonly flows: readonly { readonly content: FlowContent }[];
  readonly trails: TrailTable;
  readonly hops: number;
}

interface Judged {
  readonly hop: HopJudgement;
  readonly verdict: Verdict;
  readonly unsupportedHops: readonly number[];
}

/** The trails that are reported, each with its witness. */
export function reportTrails(kase: Case, sum: Sum): TrailsByIndex {
  const trails = new Map<number, Omit<Trail, 'people'>>();
  for (const [i, trail] of judgeTrails(kase, sum)) {
    const witness = sum.witnesses.chain(i, trail.flows.length);
    trails.set(i, {
      ...trail,
      witness: witness.rows.map(({ row, at: when }) => ({ ...unpackRow(row), at: when })),
      witnessUser: witness.userId,
    });
  }
  return trails;
}

/**
 * The trails that are reported, each with its verdict, field chains and what its last hop breaks. Reported are those of
 * at most `hops` flows that are foreign or that a foreign one extends; with `ends: any`, all of them.
 */
export function judgeTrails(kase: Case, sum: Forest): ReadonlyMap<number, JudgedTrail> {
  // Chains of fields are judged by decisions that are made: nothing is counted any more.
  const law = lawOf(kase, NO_COUNTS);
  const gates = new ChainGates(law, kase.registers.contracts, kase.registers.notices);
  const fields = new FieldGraph(kase.registers.fields);
  const reported = chooseReported(kase, law, sum);
  const judged = new Map<number, Judged>();
  const trails = new Map<number, JudgedTrail>();
  // A trail stands after the one that it extends.
  for (let i = 0; i < sum.trails.size; i++) {
    if (reported[i] !== 1) continue;
    const path = sum.trails.path(i);
    const flows = path.map((f) => at(sum.flows, f).content);
    const last = at(flows, flows.length - 1);
    const before = judged.get(at(sum.trails.parent.data, i));
    const hop =
      before === undefined
        ? gates.first(last)
        : gates.next(before.hop.ends, at(flows, 0), at(flows, flows.length - 2), last);
    const verdict = hop.breaksOnward ? 'unsupported' : last.verdict;
    const now: Judged = {
      hop,
      verdict: before === undefined ? verdict : worse(before.verdict, verdict),
      unsupportedHops: [
        ...(before?.unsupportedHops ?? []),
        ...(verdict === 'unsupported' ? [flows.length] : []),
      ],
    };
    judged.set(i, now);
    const ids = flows.map((f) => f.id);
    trails.set(i, {
      id: trailId(ids),
      parent: trails.get(at(sum.trails.parent.data, i))?.id ?? null,
      flows: ids,
      processors: [at(flows, 0).sender, ...flows.map((f) => f.recipient)],
      jurisdictions: [senderPlace(law, at(flows, 0)), ...flows.map((f) => recipientPlace(law, f))],
      fieldChains: fieldChains(fields, flows),
      foreign: !law.atlas.isHome(recipientPlace(law, last)),
      verdict: now.verdict,
      unsupportedHops: now.unsupportedHops,
      breaches: hop.breaches,
    });
  }
  return trails;
}

/** Id of a trail: named by its flows. */
function trailId(flows: readonly string[]): string {
  return contentId('T', flows);
}

/** By trail: 1 when it is reported. */
function chooseReported(kase: Case, law: Law, sum: Forest): Uint8Array {
  const { parent, flow, depth, size } = sum.trails;
  const reported = new Uint8Array(size);
  for (let i = size - 1; i >= 0; i--) {
    if (at(depth.data, i) > sum.hops) continue;
    const foreign = !law.atlas.isHome(recipientPlace(law, at(sum.flows, at(flow.data, i)).content));
    if (foreign || kase.trace.ends === 'any') reported[i] = 1;
    const before = at(parent.data, i);
    if (reported[i] === 1 && before >= 0) reported[before] = 1;
  }
  return reported;
}

/** Every chain of fields that survives to the trail's end, in code point order. */
function fieldChains(
  graph: FieldGraph,
  flows: readonly { readonly fields: readonly string[] }[],
): string[][] {
  let chains: string[][] = at(flows, 0).fields.map((f) => [f]);
  for (const { fields } of flows.slice(1)) {
    chains = chains.flatMap((chain) =>
      fields.filter((f) => graph.continues(at(chain, chain.length - 1), f)).map((f) => [...chain, f]),
    );
  }
  return chains.sort((a, b) => compareList(a, b, compareText));
}
