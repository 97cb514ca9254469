import { cypherFile } from '../cypher-file.js';

/**
 * The text of a statement of this folder.
 *
 * @param name of its file, without `.cypher`
 * @param names for its places
 */
export function statement(name: string, names: Readonly<Record<string, string>> = {}): string {
  return cypherFile(`graph/neo4j/cypher/${name}.cypher`, names);
}
