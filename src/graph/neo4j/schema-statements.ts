import { cypherFile } from '../cypher-file.js';
import { NODES } from '../schema.js';

/** Statements that make constraints and indexes where they are missing. They do no harm to the graph that is there. */
export function schemaStatements(): string[] {
  const make = (kind: 'unique-key' | 'index', label: string, property: string): string =>
    cypherFile(`graph/neo4j/cypher/${kind}.cypher`, {
      name: `wayleave_${label}_${property}`.toLowerCase(),
      label,
      property,
    });
  return [
    // One case per database: two loads at once cannot both make its node.
    make('unique-key', 'Case', 'program'),
    ...NODES.map(({ label, key }) => make('unique-key', label, key)),
    ...NODES.flatMap(({ label, indexes }) => indexes.map((property) => make('index', label, property))),
  ];
}
