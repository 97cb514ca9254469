import { WayleaveError } from '../errors.js';
import { at } from '../model/collect.js';
import type { Analysis } from '../model/result.js';
import { openResult, readMembers } from '../store/read-result.js';
import type { Store } from '../store/store.js';
import type { GraphUser, GraphUsers } from './user-rows.js';

/**
 * The people of an analysis under their pseudonyms, read from its result when they are asked for; null when the result
 * does not keep them, as they are too many.
 *
 * @param store whose current result is that of the analysis
 * @param names whose key makes the pseudonyms
 */
export function graphUsers(
  store: Store,
  { named, people, cohorts }: Analysis,
  names: Store = store,
): GraphUsers | null {
  const path = store.current()?.path;
  if (!named) return null;
  if (path === undefined) {
    throw new WayleaveError('NO_RESULT', 'the store holds no result for this case', {
      advice: 'Run wayleave analyze first.',
    });
  }
  return {
    count: people,
    pieces: async function* () {
      const db = await openResult(path, store.dir);
      try {
        for await (const members of readMembers(db)) {
          yield members.map(({ userId, cohort }): GraphUser => ({
            id: names.pseudonym(userId),
            cohort: at(cohorts, cohort).id,
          }));
        }
      } finally {
        db.close();
      }
    },
  };
}
