import { useCallback, useSyncExternalStore } from 'react';
import { Analyses } from './analyses.js';
import { Answers } from './answers.js';
import { addressOf, read, type Readable, type Waiting } from './client.js';
import type { Answer, Params, Query } from './types.js';

/** Answers of this page. */
export const answers = new Answers(200);

const analyses = new Analyses((caseId) => {
  const of = addressOf('getCase', { case: caseId }, {});
  answers.renew((address) => address === of || address.startsWith(`${of}/`) || address.startsWith(`${of}?`));
});

/** Asks the server as `read` does, and takes note of the analysis that it answers from. */
export async function readNoting<K extends Readable>(
  operation: K,
  params: Params<K>,
  query: Query<K>,
  waiting: Waiting,
): Promise<Answer<K>> {
  const answer = await read(operation, params, query, waiting);
  if (!waiting.signal.aborted) note(params, query, answer);
  return answer;
}

function note(params: object | undefined, query: object | undefined, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  const { from, to } = (query ?? {}) as { from?: unknown; to?: unknown };
  // A window has an analysis of its own.
  const whole = from === undefined && to === undefined;
  if ('analysis' in answer && typeof answer.analysis === 'string' && whole) {
    const { case: caseId } = (params ?? {}) as { case?: unknown };
    if (typeof caseId === 'string') analyses.heard(caseId, answer.analysis);
  } else if ('items' in answer && Array.isArray(answer.items)) {
    for (const item of answer.items as { id?: unknown; analysis?: unknown }[]) {
      if (typeof item.id === 'string' && typeof item.analysis === 'string') {
        analyses.heard(item.id, item.analysis);
      }
    }
  }
}

/** Changes when a case has a new analysis. */
export function useTurn(params: object | undefined): number {
  const { case: caseId } = (params ?? {}) as { case?: unknown };
  const turn = useCallback(() => (typeof caseId === 'string' ? analyses.turn(caseId) : 0), [caseId]);
  return useSyncExternalStore(analyses.watch, turn);
}
