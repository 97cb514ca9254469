import { WayleaveError } from '../../errors.js';

/** What a map holds under an id. @throws WayleaveError NOT_FOUND */
export function found<T>(things: ReadonlyMap<string, T>, id: string, what: string): T {
  const thing = things.get(id);
  if (thing !== undefined) return thing;
  throw new WayleaveError('NOT_FOUND', `the analysis holds no ${what} ${id.slice(0, 100)}`, {
    accepted: `the id of a ${what}, as the lists have it`,
  });
}
