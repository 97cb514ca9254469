import { builtInPacks, loadPack } from '../law/pack.js';
import { Catalog } from '../query/catalog.js';
import { graphPage } from './graph-page.js';
import { packPage } from './pack-page.js';
import { queriesPage } from './queries-page.js';

/** Pages of the documentation that the program writes, by path. `node .config/run.mjs docs` puts them in their places. */
export const PAGES: ReadonlyMap<string, () => string> = new Map([
  ['docs/graph.md', graphPage],
  ['docs/queries.md', () => queriesPage(Catalog.load().queries)],
  ...builtInPacks().map((id): [string, () => string] => [
    `docs/law/${id}.md`,
    () => packPage(loadPack(id, '.')),
  ]),
]);
