import { useCallback, useEffect, useState } from 'react';
import { addressOf, read, type Readable } from './client.js';
import type { Answer, Job, Params, Query } from './types.js';

/** What is known of an answer. While a new one is on its way, the former is kept, so that nothing jumps. */
export interface Asked<T> {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly answer: T | undefined;
  readonly error: unknown;
  /** Work of the server that the answer waits for. */
  readonly job: Job | undefined;
  readonly again: () => void;
}

/** Answers by address: an analysis does not change under its fingerprint, so going back is instant. */
const known = new Map<string, unknown>();
const MOST_KNOWN = 200;

function remember(address: string, answer: unknown): void {
  known.set(address, answer);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

/** Forgets every answer, so that all is asked again. */
export function forgetAnswers(): void {
  known.clear();
}

interface State<T> {
  readonly address: string | undefined;
  readonly answer: T | undefined;
  readonly error: unknown;
  readonly job: Job | undefined;
}

/**
 * Asks the server and keeps the answer up to date with what is asked.
 *
 * @param ask null while there is nothing to ask
 */
export function useAnswer<K extends Readable>(
  operation: K,
  ask: { readonly params: Params<K>; readonly query: Query<K> } | null,
): Asked<Answer<K>> {
  const address = ask === null ? undefined : addressOf(operation, ask.params, ask.query);
  const [state, setState] = useState<State<Answer<K>>>({
    address: undefined,
    answer: undefined,
    error: undefined,
    job: undefined,
  });
  const [round, setRound] = useState(0);
  const cached = address === undefined ? undefined : (known.get(address) as Answer<K> | undefined);

  useEffect(() => {
    if (ask === null || address === undefined) return;
    if (known.has(address)) {
      // It came for somebody else between drawing and here: without another drawing nobody would see it.
      // eslint-disable-next-line react-hooks/set-state-in-effect -- said above
      if (cached === undefined) setState((s) => ({ ...s, address, error: undefined, job: undefined }));
      return;
    }
    const control = new AbortController();
    read(operation, ask.params, ask.query, {
      signal: control.signal,
      onJob: (job) => {
        if (!control.signal.aborted) setState((s) => ({ ...s, job }));
      },
    }).then(
      (answer) => {
        remember(address, answer);
        if (!control.signal.aborted) setState({ address, answer, error: undefined, job: undefined });
      },
      (error: unknown) => {
        if (!control.signal.aborted) setState((s) => ({ ...s, address, error, job: undefined }));
      },
    );
    return () => {
      control.abort();
    };
    // The address says all of what is asked.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [operation, address, round]);

  const again = useCallback(() => {
    setState((s) => ({ ...s, error: undefined, address: undefined }));
    setRound((n) => n + 1);
  }, [setState, setRound]);
  if (cached !== undefined) {
    return { state: 'ready', answer: cached, error: undefined, job: undefined, again };
  }
  const failed = state.error !== undefined && state.address === address;
  return {
    state: failed ? 'failed' : 'loading',
    answer: failed ? undefined : state.answer,
    error: failed ? state.error : undefined,
    job: state.job,
    again,
  };
}
