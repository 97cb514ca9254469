import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assets.js';
import { WayleaveError } from '../errors.js';
import { listWords, nearest } from '../input/near.js';
import { compareText } from '../model/text.js';
import type { CatalogQuery } from './catalog-query.js';
import { parseQueryFile } from './query-file.js';

const SUFFIX = '.cypher';
const NAME = /^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/;

/** The queries of a folder, by name. */
export class Catalog {
  private constructor(readonly queries: readonly CatalogQuery[]) {}

  /**
   * Loads and checks every query file of a folder.
   *
   * @param dir by default the package's own
   * @throws WayleaveError QUERY_INVALID for the first file that is broken
   */
  static load(dir = join(packageRoot(), 'queries')): Catalog {
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith(SUFFIX))
      .sort(compareText);
    const titles = new Map<string, string>();
    return new Catalog(
      files.map((path) => {
        const file = `queries/${path}`;
        const name = path.slice(0, -SUFFIX.length);
        const invalid = (message: string, accepted: string): WayleaveError =>
          new WayleaveError('QUERY_INVALID', message, { place: { file, line: 1 }, accepted });
        if (!NAME.test(name)) throw invalid(`${path} is no name of a query`, 'folder/small-words.cypher');
        const query = parseQueryFile(name, file, readFileSync(join(dir, path), 'utf8'));
        const other = titles.get(query.title);
        if (other !== undefined) throw invalid(`${other} has the same title`, 'a title of its own');
        titles.set(query.title, name);
        return query;
      }),
    );
  }

  /** @throws WayleaveError QUERY_UNKNOWN, suggesting what was probably meant */
  get(name: string): CatalogQuery {
    const found = this.queries.find((q) => q.name === name);
    if (found !== undefined) return found;
    const names = this.queries.map((q) => q.name);
    const ofFile = names.filter((n) => n.split('/')[1] === name.split('/').at(-1));
    const meant = ofFile[0] ?? nearest(name, names) ?? meantByFile(name, names);
    throw new WayleaveError('QUERY_UNKNOWN', `there is no query ${JSON.stringify(name)}`, {
      accepted: `${listWords(names, 60)}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
      advice: 'wayleave queries lists them with what they ask.',
    });
  }
}

/** The query whose name without folder is near. */
function meantByFile(name: string, names: readonly string[]): string | undefined {
  const file = nearest(name.split('/').at(-1) ?? '', new Set(names.map((n) => n.split('/')[1] ?? '')));
  return file === undefined ? undefined : names.find((n) => n.endsWith(`/${file}`));
}
