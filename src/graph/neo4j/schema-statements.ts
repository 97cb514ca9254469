import { Neo4jError, type ManagedTransaction } from 'neo4j-driver';
import { NODES } from '../schema.js';
import { statement } from './statements.js';

/** Makes an index, or a constraint and the index of the same name that it needs. */
export interface SchemaStatement {
  readonly name: string;
  readonly text: string;
}

/** Statements that make constraints and indexes where they are missing. They do no harm to the graph that is there. */
export function schemaStatements(): SchemaStatement[] {
  const make = (kind: 'unique-key' | 'index', label: string, property: string): SchemaStatement => {
    const name = `wayleave_${label}_${property}`.toLowerCase();
    return { name, text: statement(kind, { name, label, property }) };
  };
  return [
    // One case per database: two loads at once cannot both make its node.
    make('unique-key', 'Case', 'program'),
    ...NODES.map(({ label, key }) => make('unique-key', label, key)),
    ...NODES.flatMap(({ label, indexes }) => indexes.map((property) => make('index', label, property))),
  ];
}

/** Runs one of these statements; another load may do the same at this moment. */
export async function makeOnce(tx: ManagedTransaction, text: string): Promise<void> {
  try {
    await tx.run(text);
  } catch (error) {
    if (!(error instanceof Neo4jError) || !error.code.endsWith('AlreadyExists')) throw error;
  }
}
