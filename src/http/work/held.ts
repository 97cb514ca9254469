import { LRUCache } from 'lru-cache';
import { WayleaveError } from '../../errors.js';
import type { Case } from '../../model/case.js';
import type { Analysis } from '../../model/result.js';
import { openSession, withResult, type Session } from '../../session.js';
import { readAnalysis } from '../../store/read-result.js';
import { readStates } from '../../suppose.js';
import type { States } from '../../what-if/states.js';
import { whatIf } from '../../what-if/what-if.js';
import type { Source } from './task.js';

/** Analyses that a process holds: those that were asked about last. */
const KEPT = 2;

/** Milliseconds of practice. */
const PRACTICE = 400;

/** An analysis with the case that it was made of. */
export interface Held {
  readonly session: Session;
  readonly analysis: Analysis;
  readonly states: States;
}

const kept = new LRUCache<string, Promise<Held>>({ max: KEPT });

/**
 * The analysis of a source, read once and then held.
 *
 * @throws WayleaveError STALE_RESULT when its case or its logs changed, or another result took its place
 */
export function held(source: Source): Promise<Held> {
  const known = kept.get(source.fingerprint);
  if (known !== undefined) return known;
  const read = readHeld(source);
  kept.set(source.fingerprint, read);
  read.catch(() => kept.delete(source.fingerprint));
  return read;
}

async function readHeld({ caseDir, options, fingerprint }: Source): Promise<Held> {
  const session = await openSession(caseDir, options);
  if (session.fingerprint !== fingerprint || session.store.current()?.fingerprint !== fingerprint) {
    throw new WayleaveError('STALE_RESULT', `${session.kase.title} changed since it was analyzed`, {
      advice: 'Run wayleave analyze: the server takes the new analysis up by itself.',
    });
  }
  return {
    session,
    analysis: await withResult(session, readAnalysis),
    states: await readStates(session),
  };
}

/**
 * Supposes a while that the rules are others, which say the same: code that ran before is compiled, and the first one who
 * asks waits a tenth as long.
 */
export function practise(kase: Case, analysis: Analysis, states: States): void {
  const supposed = {
    kase: { ...kase, rules: kase.rules.map((p) => ({ ...p })) },
    cuts: [],
    addedNotices: [],
  };
  const started = performance.now();
  while (performance.now() - started < PRACTICE) whatIf(kase, analysis, states, supposed);
}
