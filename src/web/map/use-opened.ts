import { useEffect, useMemo, useState } from 'react';
import { useDesk } from '../app/desk.js';
import { flowQuery } from '../app/queries.js';
import { addressOf, read } from '../api/client.js';
import type { Flow } from '../api/types.js';
import { endsOfPair, pairOf } from '../state/view.js';

/** Flows of a pair that are drawn one by one, at most. */
export const MOST_OPENED = 40;

/** The flows of the pairs whose bundles are open, by pair, under the filters of the view. */
export function useOpened(follow: readonly string[] | undefined): ReadonlyMap<string, readonly Flow[]> {
  const { caseId, view } = useDesk();
  const asks = view.open.flatMap((pair) => {
    const ends = endsOfPair(pair);
    if (ends === null) return [];
    const [sender, recipient] = ends;
    const query = {
      ...flowQuery(view, follow),
      sender,
      recipient,
      limit: String(MOST_OPENED),
      order: '-people' as const,
    };
    return [{ pair: pairOf(sender, recipient), query }];
  });
  const key = asks.map(({ query }) => addressOf('listFlows', { case: caseId }, query)).join('\n');
  const [known, setKnown] = useState<{ key: string; flows: ReadonlyMap<string, readonly Flow[]> }>();
  useEffect(() => {
    if (key === '') return;
    const control = new AbortController();
    const all = asks.map(async ({ pair, query }) => {
      const { items } = await read('listFlows', { case: caseId }, query, { signal: control.signal });
      return [pair, items] as const;
    });
    Promise.all(all).then(
      (pairs) => {
        setKnown({ key, flows: new Map(pairs) });
      },
      () => {
        // Its bundles stay closed; the same list fails in the evidence, where the error is shown.
      },
    );
    return () => {
      control.abort();
    };
    // The key says all of what is asked.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, caseId]);
  return useMemo(() => (known?.key === key ? known.flows : new Map<string, readonly Flow[]>()), [known, key]);
}
