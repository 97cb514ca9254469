import type { z } from 'zod';
import type { Snapshot } from '../cases/snapshot.js';
import type { cut } from '../contract/words.js';
import type { finding } from '../contract/findings.js';
import type { trail } from '../contract/trails.js';
import { placed } from '../../findings/explain.js';
import type { Flow } from '../../model/flow.js';
import { formatInstant } from '../../model/instant.js';
import type { Finding, Trail } from '../../model/result.js';
import { findingFacts, printedFlow } from '../../report/json.js';

/** What a schema lets through, as it is answered: nothing changes it any more. */
export type Shown<T extends z.ZodType> = Frozen<z.output<T>>;

/** A type whose parts, and theirs, are all readonly. */
export type Frozen<T> = T extends readonly (infer I)[]
  ? readonly Frozen<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export type Cut = Shown<typeof cut>;

/** What every answer about an analysis begins with. */
export interface Head {
  readonly case: string;
  readonly analysis: string;
  readonly window: { readonly from: string | null; readonly to: string | null } | null;
  readonly complete: boolean;
  readonly cuts: readonly Cut[];
}

/**
 * The head of an answer.
 *
 * @param cuts what cut the answer itself
 * @param trails whether it is about trails, which `maxTrails` may have cut
 */
export function headOf(s: Snapshot, cuts: readonly Cut[] = [], trails = false): Head {
  const { from, until, complete, maxTrails, hops } = s.analysis;
  const text = (at: number | null): string | null => (at === null ? null : formatInstant(at));
  const all: Cut[] = [
    ...cuts,
    ...(trails && !complete ? [{ by: 'maxTrails', maxTrails, hops } as const] : []),
  ];
  return {
    case: s.caseId,
    analysis: s.fingerprint,
    window: from === null && until === null ? null : { from: text(from), to: text(until) },
    complete: all.length === 0,
    cuts: all,
  };
}

/** A flow, its open questions with the cells that would answer them. Linear in its outcomes. */
export function showFlow({ law }: Snapshot, f: Flow) {
  const printed = printedFlow(f);
  if (printed.questions.length === 0) return printed;
  const asked = f.decision.outcomes.flatMap(({ answer }) =>
    answer.is === 'contested' ? answer.questions : [],
  );
  const found = new Map(placed(law, asked).map((q) => [JSON.stringify([q.of, q.fact]), q]));
  const questions = printed.questions.map((q) => {
    const { place = null, register } = found.get(JSON.stringify([q.of, q.fact])) ?? {};
    return { ...q, place, ...(register === undefined ? {} : { register }) };
  });
  return { ...printed, questions };
}

/** A trail as lists of them show it. */
export function showTrail({ index }: Snapshot, t: Trail): Shown<typeof trail> {
  const last = index.flows.get(t.flows.at(-1) ?? '');
  return {
    id: t.id,
    processors: t.processors,
    jurisdictions: t.jurisdictions,
    flows: t.flows,
    fieldChains: t.fieldChains,
    hops: t.flows.length,
    people: t.people,
    foreign: t.foreign,
    verdict: t.verdict,
    unsupportedHops: t.unsupportedHops,
    codes: index.codesOfTrail.get(t.id) ?? [],
    firstArrival: formatInstant(firstArrival(t)),
    lastAt: formatInstant(last?.lastAt ?? 0),
  };
}

/** When the first person's data had taken the whole way: the witness is the chain whose last row is earliest. */
export function firstArrival(t: Trail): number {
  return t.witness.at(-1)?.at ?? 0;
}

/** A finding as lists of them show it. */
export function showFinding({ index }: Snapshot, f: Finding): Shown<typeof finding> {
  return { ...findingFacts(f), trails: index.trailsMeeting(f) };
}
