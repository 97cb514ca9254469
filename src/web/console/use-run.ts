import { useCallback, useEffect, useRef, useState } from 'react';
import { askCypher, read } from '../api/client.js';
import { ApiError } from '../api/errors.js';
import type { Answer } from '../api/types.js';
import type { Ask } from '../state/view.js';
import { boundValues } from './bound.js';

export type QueryAnswer = Answer<'askCypher'>;

/** How far a query is. */
export type Run =
  | { readonly state: 'idle' | 'cancelled' }
  | { readonly state: 'running'; readonly ask: Ask; readonly since: number }
  | { readonly state: 'done'; readonly ask: Ask; readonly answer: QueryAnswer }
  | { readonly state: 'failed'; readonly ask: Ask; readonly error: unknown };

const IDLE: Run = { state: 'idle' };

/** Runs one query at a time; to cancel it ends it in the store too. A new one, or leaving, cancels the former. */
export function useRun(caseId: string) {
  const [run, setRun] = useState<Run>(IDLE);
  const control = useRef<AbortController>(null);
  const start = useCallback(
    (ask: Ask) => {
      control.current?.abort();
      const { signal } = (control.current = new AbortController());
      setRun({ state: 'running', ask, since: Date.now() });
      sendUntilLoaded(caseId, ask, signal).then(
        (answer) => {
          if (!signal.aborted) setRun({ state: 'done', ask, answer });
        },
        (error: unknown) => {
          if (!signal.aborted) setRun({ state: 'failed', ask, error });
        },
      );
    },
    [caseId],
  );
  const cancel = useCallback(() => {
    control.current?.abort();
    setRun({ state: 'cancelled' });
  }, []);
  const clear = useCallback(() => {
    control.current?.abort();
    setRun(IDLE);
  }, []);
  useEffect(
    () => () => {
      control.current?.abort();
    },
    [],
  );
  return { run, start, cancel, clear };
}

/** Time after which a graph that is being loaded is asked again, in milliseconds. */
const AGAIN = 1500;

/** Asks until there is an answer: while the graph is being loaded, the server tells whoever asks to come back. */
async function sendUntilLoaded(caseId: string, ask: Ask, signal: AbortSignal): Promise<QueryAnswer> {
  for (;;) {
    try {
      return await send(caseId, ask, signal);
    } catch (error) {
      const loading = error instanceof ApiError && error.problem.code === 'GRAPH_PENDING';
      if (!loading || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      signal.throwIfAborted();
    }
  }
}

async function send(caseId: string, ask: Ask, signal: AbortSignal): Promise<QueryAnswer> {
  if (ask.kind === 'cypher') {
    return askCypher(caseId, { statement: ask.statement, parameters: boundValues(ask.given) }, signal);
  }
  return read('runQuery', savedParams(caseId, ask.name), savedQuery(ask.given), { signal });
}

/** A saved query as a call of the API. */
export function savedParams(caseId: string, name: string): { case: string; folder: string; query: string } {
  const [folder = '', query = ''] = name.split('/', 2);
  return { case: caseId, folder, query };
}

/** Its parameters; what is empty is sent too, as it takes a default away. */
export function savedQuery(given: Ask['given']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(given).map(([name, values]) => [name, [...values]]));
}
