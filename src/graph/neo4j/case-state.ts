import { Neo4jError, type ManagedTransaction, type Record as Row } from 'neo4j-driver';
import type { HeldCase } from '../graph-store.js';
import { statement } from './statements.js';

/** What the node of the case says. */
export interface CaseState {
  /** False in a database in which nothing was ever loaded. */
  readonly there: boolean;
  /** Null until a first load is complete. */
  readonly held: HeldCase | null;
  /** True while a load is being committed: parts of it can be seen. */
  readonly changing: boolean;
}

/** Reads the node of the case, as it is now. */
export async function caseState(tx: ManagedTransaction): Promise<CaseState> {
  const first = await readState(tx);
  if (first.changing === null) return { ...first, changing: false };
  if (await isRunning(tx, first.changing)) return { ...first, changing: true };
  // That load ended, or died before it could: what the node says now holds.
  return { ...(await readState(tx)), changing: false };
}

async function readState(
  tx: ManagedTransaction,
): Promise<{ there: boolean; held: HeldCase | null; changing: string | null }> {
  const { records } = await tx.run(statement('case-state'));
  const changing: unknown = records[0]?.get('changing');
  return {
    there: records[0]?.get('there') === true,
    held: heldCase(records[0]),
    changing: typeof changing === 'string' ? changing : null,
  };
}

/** Whether the server still works on a load; where one may not ask, its announcement counts until it runs out. */
async function isRunning(tx: ManagedTransaction, load: string): Promise<boolean> {
  try {
    const { records } = await tx.run(statement('running-load'), { load });
    return Number(records[0]?.get('running')) > 0;
  } catch (error) {
    if (error instanceof Neo4jError && error.code.includes('Forbidden')) return true;
    throw error;
  }
}

function heldCase(row: Row | undefined): HeldCase | null {
  const [title, analysis, schema] = ['title', 'analysis', 'schema'].map((name): unknown => row?.get(name));
  return typeof title === 'string' ? { title, analysis: String(analysis), schema: Number(schema) } : null;
}
