import { at, groupBy } from '../model/collect.js';
import { routeKey, type Candidate } from './candidate.js';
import { withoutImplied, type Clause } from './clauses.js';
import type { RemedyOptions } from './kinds.js';
import type { Burden } from './needs.js';
import { solve } from './solve.js';

/** A candidate with the needs that it meets; a cut meets all of the trails through it. */
export interface Judged {
  readonly candidate: Candidate;
  readonly meets: ReadonlySet<number>;
}

/** A candidate that is chosen, with what of its needs is left to it. */
export interface Chosen {
  readonly candidate: Candidate;
  /** Indexes of needs: of a notice or contract, what it is to meet; of a cut, what nothing else meets. */
  readonly needs: readonly number[];
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly weight: number;
  readonly bound: number;
  /** Needs that nothing reaches. */
  readonly unreached: readonly number[];
}

/**
 * Chooses the remedies of least weight. For each need of each trail one has to be chosen that meets it or cuts a flow of the
 * trail: a weighted hitting set. A trail with a need that nothing reaches asks for nothing else.
 */
export async function choose(
  judged: readonly Judged[],
  burdens: readonly Burden[],
  { weights, nodes }: RemedyOptions,
): Promise<Choice> {
  const menders = new Map<number, number[]>();
  judged.forEach(({ meets }, c) => {
    for (const need of meets) {
      const list = menders.get(need);
      if (list === undefined) menders.set(need, [c]);
      else list.push(c);
    }
  });
  const cutters = groupBy(
    [...judged.keys()].filter((c) => at(judged, c).candidate.kind === 'cuts'),
    (c) => at(judged, c).candidate.id,
  );
  const cutsOf = (b: Burden): number[] => [
    ...new Set(b.flows.flatMap((f) => cutters.get(routeKey(f)) ?? [])),
  ];
  const clauses = new Map<string, Clause>();
  const unreached = new Set<number>();
  const reached: Burden[] = [];
  for (const burden of burdens) {
    const cuts = cutsOf(burden);
    const open = cuts.length > 0 ? [] : burden.needs.filter((n) => !menders.has(n));
    for (const n of open) unreached.add(n);
    if (open.length > 0) continue;
    reached.push(burden);
    for (const need of burden.needs) {
      const clause = [...(menders.get(need) ?? []), ...cuts].sort((a, b) => a - b);
      clauses.set(clause.join(), clause);
    }
  }
  const solution = await solve(
    {
      weights: judged.map(({ candidate }) => weights[candidate.kind]),
      ties: judged.map(({ candidate }) => candidate.tie),
      clauses: withoutImplied(clauses.values()),
    },
    nodes,
  );
  // Without a proof there may be some that others make needless.
  const taken = solution.chosen.map((c) => at(judged, c));
  const chosen = dealt(taken, reached).filter((c) => c.needs.length > 0);
  return {
    chosen,
    weight: chosen.reduce((sum, { candidate }) => sum + weights[candidate.kind], 0),
    bound: solution.bound,
    unreached: [...unreached].sort((a, b) => a - b),
  };
}

/** Deals the needs among those that are chosen: each to the first that meets it; to a cut what is left of its trails. */
function dealt(taken: readonly Judged[], burdens: readonly Burden[]): Chosen[] {
  const papers = taken.filter(({ candidate }) => candidate.kind !== 'cuts');
  const cuts = taken.filter(({ candidate }) => candidate.kind === 'cuts');
  const own = new Map(taken.map(({ candidate }) => [candidate, new Set<number>()]));
  for (const burden of burdens) {
    const cut = cuts.filter(({ candidate }) => burden.flows.some(candidate.touches));
    for (const need of burden.needs) {
      const paper = papers.find(({ meets }) => meets.has(need));
      if (cut.length === 0) {
        if (paper !== undefined) own.get(paper.candidate)?.add(need);
      } else if (paper === undefined) for (const { candidate } of cut) own.get(candidate)?.add(need);
    }
  }
  return taken.map(({ candidate }) => ({
    candidate,
    needs: [...(own.get(candidate) ?? [])].sort((a, b) => a - b),
  }));
}
