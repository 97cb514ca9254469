import type { LeftOut } from './candidate.js';
import type { Judged } from './choose.js';
import { contractCandidates } from './contracts.js';
import { cutCandidates } from './cuts.js';
import type { RemedyOptions } from './kinds.js';
import type { Burden } from './needs.js';
import { informingCandidates, noticeCandidates } from './notices.js';
import type { Trial } from './trial.js';

/**
 * Everything of the allowed kinds that could be supposed and helps, each with the needs that it meets as the law finds. What would
 * part a flow is left out, and told.
 */
export async function candidatesOf(
  trial: Trial,
  burdens: readonly Burden[],
  { only }: RemedyOptions,
): Promise<{ judged: Judged[]; leftOut: LeftOut[] }> {
  const { kase, analysis, needs } = trial;
  const none = { candidates: [], leftOut: [] };
  const notices = only.includes('notices') ? await noticeCandidates(trial) : none;
  const cuts = only.includes('cuts') ? await cutCandidates(trial, burdens) : none;
  const papers = [
    ...(only.includes('contracts') ? contractCandidates(kase, analysis, needs) : []),
    ...notices.candidates,
    ...(only.includes('notices') ? informingCandidates(kase, needs) : []),
  ];
  const judged: Judged[] = [];
  const leftOut: LeftOut[] = [...notices.leftOut, ...cuts.leftOut];
  for (const candidate of papers) {
    const changes = candidate.changes(candidate.serves.flatMap((i) => needs[i] ?? []));
    const { meets, parts } = await trial.try(changes, candidate.touches, candidate.serves);
    for (const { sender, recipient, purpose } of parts.slice(0, 1)) {
      const because = 'records of a flow would be decided differently';
      leftOut.push({ id: candidate.id, sender, recipient, purpose, because });
    }
    if (meets.length > 0) judged.push({ candidate, meets: new Set(meets) });
  }
  for (const candidate of cuts.candidates) judged.push({ candidate, meets: new Set() });
  return { judged, leftOut };
}
