import { WayleaveError } from '../errors.js';
import type { Case } from '../model/case.js';
import type { Analysis } from '../model/result.js';
import type { WhatIfNumbers } from '../what-if/answer-schema.js';
import type { Changes } from '../what-if/change-schema.js';
import type { States } from '../what-if/states.js';
import { whatIf } from '../what-if/what-if.js';
import type { RemediesAnswer } from './answer-schema.js';
import { candidatesOf } from './candidates.js';
import { choose, type Chosen } from './choose.js';
import { remaining } from './concerns.js';
import { assumes, describe, suggestion } from './describe.js';
import type { RemedyOptions } from './kinds.js';
import { mergeChanges } from './merge.js';
import { needsOf } from './needs.js';
import { Trial } from './trial.js';

/** Candidates that are told, at most. */
const SUGGESTED = 500;

/**
 * The fewest contracts, notices and cuts with which no trail to a foreign entity would be unsupported. What each candidate meets
 * is found by the law itself, which ones are fewest is proved, and the answer is counted anew with all of them at once, exactly.
 * No scan, no I/O; blocks for long on large cases.
 *
 * @param analysis of `kase`, current
 * @param states what its result keeps beside it
 * @throws WayleaveError SITUATIONS_MISSING when the result keeps none
 */
export async function leastRemedies(
  kase: Case,
  analysis: Analysis,
  states: States,
  options: RemedyOptions,
): Promise<RemediesAnswer> {
  if (states.situations === null) {
    throw new WayleaveError('SITUATIONS_MISSING', 'the result has more situations than it keeps', {
      advice: 'Ask of a shorter period: --from and --to.',
    });
  }
  const { needs, burdens } = needsOf(kase, analysis);
  const trial = new Trial(kase, analysis, states, needs);
  const { judged, leftOut } = await candidatesOf(trial, burdens, options);
  const choice = await choose(judged, burdens, options);
  const changesOf = ({ candidate, needs: own }: Chosen): Changes =>
    candidate.changes(own.flatMap((i) => needs[i] ?? []));
  const changes = choice.chosen.length === 0 ? null : mergeChanges(choice.chosen.map(changesOf));
  const answer = changes === null ? null : whatIf(kase, analysis, states, await trial.apply(changes));
  const numbers = answer === null || answer.scanNeeded ? null : answer;
  const trails = burdens.map((b) => b.trail.id);
  const before = { trails: trails.length, people: trial.people.ofTrails(trails) };
  return {
    case: analysis.title,
    complete: analysis.complete,
    hops: analysis.hops,
    only: [...options.only],
    weights: { ...options.weights },
    unsupported: { before, after: changes === null ? before : after(numbers) },
    candidates: judged.length,
    optimal: choice.bound === choice.weight,
    weight: choice.weight,
    bound: choice.bound,
    remedies: choice.chosen.map((c) => describe(trial, burdens, c, changesOf(c), options)),
    changes,
    remaining: remaining(trial, burdens, choice.unreached, options),
    leftOut: [...leftOut],
    suggestions: {
      items: judged.slice(0, SUGGESTED).map((j) => {
        return suggestion(trial, j.candidate, changesOf({ ...j, needs: [...j.meets] }));
      }),
      complete: judged.length <= SUGGESTED,
    },
    assumes: assumes(choice.chosen.map((c) => c.candidate)),
    whatIf: numbers,
  };
}

function after(numbers: WhatIfNumbers | null): { trails: number; people: number } | null {
  if (numbers === null) return null;
  const left = numbers.foreignTrailsByVerdict.find((v) => v.verdict === 'unsupported')?.after;
  return { trails: left?.number ?? 0, people: left?.people ?? 0 };
}
