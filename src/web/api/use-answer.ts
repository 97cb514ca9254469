import { useCallback, useState, useSyncExternalStore } from 'react';
import { NOTHING, type Ask, type Known } from './answers.js';
import { answers, readNoting } from './asking.js';
import { addressOf, type Readable } from './client.js';
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
  const send = useCallback<Ask>(
    (waiting) =>
      ask === null
        ? Promise.reject(new RangeError('nothing is asked'))
        : readNoting(operation, ask.params, ask.query, waiting),
    // The address says all of what is asked.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [operation, address],
  );
  return useAsked<Answer<K>>(address, send);
}

/**
 * What is known of an answer at an address, kept up to date.
 *
 * @param address undefined while nothing is asked; all who give the same one have the same answer
 * @param send asks for it; another function for another address only
 */
export function useAsked<T>(address: string | undefined, send: Ask): Asked<T> {
  const [former, keep] = useState<T>();
  const watch = useCallback(
    (watcher: () => void) =>
      address === undefined ? () => undefined : answers.watch(address, send, watcher),
    [address, send],
  );
  const { answer, error, job } = useSyncExternalStore(watch, () =>
    address === undefined ? NOTHING : (answers.known(address) as Known<T>),
  );
  if (answer !== undefined && answer !== former) keep(answer);
  const again = useCallback(() => {
    if (address !== undefined) answers.again(address, send);
  }, [address, send]);
  if (answer !== undefined) return { state: 'ready', answer, error: undefined, job: undefined, again };
  const failed = error !== undefined;
  return { state: failed ? 'failed' : 'loading', answer: failed ? undefined : former, error, job, again };
}
