import type { GrafeoDB, QueryResult } from '@grafeo-db/js';
import { dirname } from 'node:path';
import { reason, WayleaveError } from '../../errors.js';
import type { GraphRows } from '../graph-store.js';
import { loadEngine, queryError } from './engine.js';
import { failureOf, type Question, type ReaderMessage } from './messages.js';
import { countsOf } from './schema-counts.js';
import { removeOwnScratch } from './scratch.js';
import { graphValue } from './values.js';

/**
 * The process that answers queries on one graph file, one at a time. It opens the file for reading only, so the engine
 * itself refuses writes; it gives up when a query takes more memory than it may, and ends when its parent is gone.
 *
 * Arguments: path of the file, bytes that a query may take.
 */
const [, , path = '', memory = '0'] = process.argv;

/** Milliseconds between two looks at the memory. */
const LOOK = 20;

process.on('exit', removeOwnScratch);
process.on('disconnect', die);
try {
  const db = (await loadEngine()).openReadOnly(path);
  const began = process.memoryUsage.rss();
  process.on('message', (question: Question) => {
    void answer(db, question, began);
  });
  tell({ kind: 'open', ...countsOf(db) });
} catch (error) {
  const failure =
    error instanceof WayleaveError
      ? error
      : new WayleaveError('GRAPH_UNAVAILABLE', `the graph cannot be opened: ${reason(error)}`, {
          advice: `Remove ${dirname(path)}: the next load builds it anew.`,
        });
  tell(failureOf(failure), die);
}

async function answer(db: GrafeoDB, question: Question, began: number): Promise<void> {
  const grown = (): number => process.memoryUsage.rss() - began;
  const guard = setInterval(() => {
    if (grown() > Number(memory)) tell({ kind: 'memory' }, die);
  }, LOOK);
  try {
    const rows = await read(db, question);
    tell({ kind: 'answer', rows, worn: grown() > Number(memory) / 2 });
  } catch (error) {
    tell(failureOf(queryError(error)));
  } finally {
    clearInterval(guard);
  }
}

async function read(db: GrafeoDB, { statement, parameters, maxRows }: Question): Promise<GraphRows> {
  await refuseFiles(db, statement, parameters);
  const result = await db.executeCypher(statement, parameters);
  const { columns, length } = result;
  const complete = length <= maxRows;
  const rows = firstRows(result, maxRows).map((row) => row.map(graphValue));
  return { columns, rows, complete, cut: complete ? null : { by: 'maxRows', limit: maxRows } };
}

/** All at once takes a third of the time that one by one does, but makes them all. */
function firstRows(result: QueryResult, maxRows: number): unknown[][] {
  const { columns, length } = result;
  if (length <= maxRows + 1) return result.rows().slice(0, maxRows);
  return Array.from({ length: maxRows }, (_, i) => {
    const row = result.get(i);
    return columns.map((column) => row[column]);
  });
}

/**
 * A read-only engine still reads files: the plan tells. Where the plan names the operator in a text of the query's own,
 * the query is refused too, as texts in plans cannot be told from operators for certain.
 *
 * @throws WayleaveError QUERY_REFUSED, QUERY_SYNTAX
 */
async function refuseFiles(
  db: GrafeoDB,
  statement: string,
  parameters: Question['parameters'],
): Promise<void> {
  // On a line of its own, so that the engine's columns are those of the query; its lines are one more.
  const plan = await db.executeCypher(`EXPLAIN\n${statement}`, parameters).catch((error: unknown) => {
    throw queryError(error, 1);
  });
  if (!JSON.stringify(plan.rows()).includes('LoadCsv')) return;
  throw new WayleaveError('QUERY_REFUSED', 'the query reads a file (LOAD CSV)', {
    accepted: 'statements that read the graph alone',
  });
}

function tell(message: ReaderMessage, then: () => void = () => undefined): void {
  process.send?.(message, then);
}

/** Ends at once, whatever the engine's threads are at. */
function die(): void {
  removeOwnScratch();
  process.kill(process.pid, 'SIGKILL');
}
