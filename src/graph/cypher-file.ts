import { readAsset } from '../assets.js';
import { getOrMake } from '../model/collect.js';

const files = new Map<string, string>();

/**
 * The text of a `.cypher` file of this package, with its `{{name}}` places filled.
 *
 * Values never go in here: they are bound. What is filled in is what Cypher does not let one bind and still use an index:
 * labels, types and names of properties, which are quoted here, so that any text is a legal name.
 *
 * @param path relative to src, for example `graph/neo4j/cypher/create-nodes.cypher`
 * @throws RangeError when a place has no name, or a name no place
 */
export function cypherFile(path: string, names: Readonly<Record<string, string>> = {}): string {
  const text = getOrMake(files, path, () => readAsset(`src/${path}`));
  const unused = new Set(Object.keys(names));
  const filled = text.replaceAll(/\{\{(\w+)\}\}/g, (_, place: string) => {
    const name = names[place];
    if (name === undefined) throw new RangeError(`${path}: nothing to fill {{${place}}} with`);
    unused.delete(place);
    return `\`${name.replaceAll('`', '``')}\``;
  });
  if (unused.size > 0) throw new RangeError(`${path} has no place for ${[...unused].join(', ')}`);
  return filled;
}
