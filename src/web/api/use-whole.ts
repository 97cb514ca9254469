import { useCallback } from 'react';
import type { Ask } from './answers.js';
import { readNoting } from './asking.js';
import { addressOf } from './client.js';
import type { Item, Paged } from './paged.js';
import type { Params, Query } from './types.js';
import { useAsked, type Asked } from './use-answer.js';
import { MOST_READ, wholeOf, type Whole } from './whole.js';

/** Items of a page: as many as the server gives. */
const PAGE = '1000';

/**
 * Asks for a list and reads all of its pages, up to `MOST_READ` items: for what is looked through, or chosen from. Whoever asks
 * for the same list has the same answer; a list that is read as it is scrolled is `usePages`'.
 *
 * @param ask null while there is nothing to ask
 */
export function useWhole<K extends Paged>(
  operation: K,
  ask: { readonly params: Params<K>; readonly query: Query<K> } | null,
): Asked<Whole<Item<K>>> {
  // A fragment is never sent: it sets the list apart from its first page, which has the same address.
  const address =
    ask === null ? undefined : `${addressOf(operation, ask.params, { ...ask.query, limit: PAGE })}#whole`;
  const send = useCallback<Ask>(
    (waiting) =>
      ask === null
        ? Promise.reject(new RangeError('nothing is asked'))
        : wholeOf<Item<K>>(
            (cursor) =>
              readNoting(
                operation,
                ask.params,
                { ...ask.query, limit: PAGE, ...(cursor === null ? {} : { cursor }) },
                waiting,
              ),
            MOST_READ,
          ),
    // The address says all of what is asked.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [operation, address],
  );
  return useAsked<Whole<Item<K>>>(address, send);
}
