import type { ManagedTransaction } from 'neo4j-driver';
import { setTimeout as sleep } from 'node:timers/promises';
import { WayleaveError } from '../../errors.js';
import { caseState, type CaseState } from './case-state.js';
import { timedOut, type ReadLimits, type Sessions } from './sessions.js';

/** Milliseconds between looks at a load that is being committed. */
const PAUSE_MS = 50;

const AGAIN = Symbol('again');

/**
 * Reads one graph and no mixture of two.
 *
 * Neo4j writes a large transaction into its store piece by piece while others read, so that they may see half of it for as
 * long as that takes. So a load announces its commit on the node of the case beforehand and revokes that afterwards; and
 * whoever reads looks at the node before and after, waits while a commit goes on, and reads again when one came between.
 * (The reader's side of a sequence lock.)
 *
 * @param work may be run several times
 * @throws WayleaveError QUERY_TIMEOUT when loads leave no time, and whatever `work` throws
 */
export async function readWhole<T>(
  sessions: Sessions,
  { timeoutMs, ...limits }: ReadLimits,
  work: (tx: ManagedTransaction, state: CaseState) => Promise<T>,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const left = { ...limits, timeoutMs: end - performance.now() };
    if (left.timeoutMs <= 0) throw timedOut(timeoutMs);
    let before: CaseState | undefined;
    try {
      const answer = await sessions.read(async (tx) => {
        before = await caseState(tx);
        if (before.changing) return AGAIN;
        const result = await work(tx, before);
        return isSame(before, await caseState(tx)) ? { result } : AGAIN;
      }, left);
      if (answer !== AGAIN) return answer.result;
    } catch (error) {
      // What a query stumbles over may be half a graph as well.
      const code = error instanceof WayleaveError ? error.code : undefined;
      if (code === 'QUERY_TIMEOUT') throw timedOut(timeoutMs, error);
      if (code !== 'QUERY_FAILED' || before === undefined) throw error;
      const now = await sessions.read(caseState, left);
      if (isSame(before, now)) throw error;
    }
    await sleep(PAUSE_MS, undefined, limits.signal === undefined ? {} : { signal: limits.signal }).catch(
      () => undefined,
    );
  }
}

function isSame(before: CaseState, after: CaseState): boolean {
  return !after.changing && before.held?.analysis === after.held?.analysis && before.there === after.there;
}
