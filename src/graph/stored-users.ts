import type { Database } from '../duckdb/database.js';
import { at } from '../model/collect.js';
import type { Analysis } from '../model/result.js';
import { readMembers } from '../store/read-result.js';
import type { GraphUser, GraphUsers } from './user-rows.js';

/**
 * The persons of a result under their pseudonyms, read in pieces whenever they are asked for; null when the result does not
 * keep who belongs to which cohort. It is for the caller to note that they were read.
 *
 * @param db the result, open for as long as they may be asked for
 */
export function storedUsers(
  db: Database,
  a: Analysis,
  pseudonym: (userId: string) => string,
): GraphUsers | null {
  if (!a.named) return null;
  return {
    count: a.people,
    pieces: async function* (): AsyncGenerator<readonly GraphUser[]> {
      for await (const members of readMembers(db)) {
        yield members.map((m) => ({ id: pseudonym(m.userId), cohort: at(a.cohorts, m.cohort).id }));
      }
    },
  };
}
