import { useCallback, useEffect, useRef, useState } from 'react';
import { readNoting, useTurn } from './asking.js';
import { addressOf } from './client.js';
import type { Item, Paged } from './paged.js';
import type { Answer, Job, Params, Query } from './types.js';

/** A list as far as it was read. */
export interface Pages<T> {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly items: readonly T[];
  /** Items of the whole list; undefined while it is not known. */
  readonly total: number | undefined;
  readonly cuts: Answer<'listTrails'>['cuts'];
  readonly error: unknown;
  readonly job: Job | undefined;
  /** Reads the next page, unless it is on its way or there is none. */
  readonly more: () => void;
  readonly again: () => void;
}

export const PAGE = 500;

interface State<T> {
  readonly address: string;
  readonly items: readonly T[];
  readonly total: number | undefined;
  readonly cuts: Answer<'listTrails'>['cuts'];
  readonly next: string | null;
  readonly error: unknown;
  readonly job: Job | undefined;
  readonly busy: boolean;
}

/** Reads a list page by page: the first at once, the others when they are asked for. */
export function usePages<K extends Paged>(operation: K, params: Params<K>, query: Query<K>): Pages<Item<K>> {
  const address = addressOf(operation, params, { ...query, limit: String(PAGE) });
  const [state, setState] = useState<State<Item<K>>>({
    address: '',
    items: [],
    total: undefined,
    cuts: [],
    next: null,
    error: undefined,
    job: undefined,
    busy: true,
  });
  const turn = useTurn(params);
  const control = useRef<AbortController>(null);

  const load = useCallback(
    (cursor: string | null) => {
      const { signal } = (control.current ??= new AbortController());
      setState((s) => ({ ...s, busy: true, error: undefined }));
      const page = { ...query, limit: String(PAGE), ...(cursor === null ? {} : { cursor }) };
      readNoting(operation, params, page, {
        signal,
        onJob: (job) => {
          if (!signal.aborted) setState((s) => ({ ...s, job }));
        },
      }).then(
        (answer) => {
          if (signal.aborted) return;
          setState((s) => ({
            address,
            items: cursor === null ? answer.items : [...s.items, ...(answer.items as Item<K>[])],
            total: answer.total,
            cuts: answer.cuts,
            next: answer.next,
            error: undefined,
            job: undefined,
            busy: false,
          }));
        },
        (error: unknown) => {
          if (!signal.aborted) setState((s) => ({ ...s, address, error, busy: false, job: undefined }));
        },
      );
    },
    // The address says all of what is asked, and of a new analysis it is asked anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [operation, address, turn],
  );

  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the list is asked for when what is asked changes
    load(null);
    return () => {
      control.current?.abort();
      control.current = null;
    };
  }, [load]);

  const { next, busy } = state;
  const more = useCallback(() => {
    if (next !== null && !busy) load(next);
  }, [next, busy, load]);
  const again = useCallback(() => {
    load(null);
  }, [load]);
  const failed = state.error !== undefined && state.address === address;
  return {
    state: failed ? 'failed' : state.address === address ? 'ready' : 'loading',
    items: state.items,
    total: state.total,
    cuts: state.cuts,
    error: state.error,
    job: state.job,
    more,
    again,
  };
}
