import type { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { internal } from '../errors.js';
import type { Assembled } from '../findings/assemble.js';
import type { LogRow } from '../ingest/fetch-rows.js';
import { packedCohorts, packedPersons, type PackedRows } from './packed-rows.js';
import { RESULT_TABLES, situationRows, type Cell } from './result-tables.js';

/** What of a result does not come from the analysis. */
export interface Filling {
  /** Fills the table `result.members` in place of the members given. */
  readonly fillMembers?: () => Promise<void>;
  /** Rows of logs that whoever reads the result cannot read. */
  readonly proof?: readonly LogRow[];
}

/**
 * Writes an analysis as tables into a new DuckDB file, with the rejected rows of the work database beside it.
 *
 * @param db the work database, with its table `rejects`
 */
export async function writeResult(
  db: Database,
  path: string,
  { analysis, members, situations }: Pick<Assembled, 'analysis' | 'members' | 'situations'>,
  { fillMembers, proof = [] }: Filling = {},
): Promise<void> {
  await db.run(sqlFile('store/result.sql', { path: quoteText(path) }));
  for (const { name, rows } of RESULT_TABLES) await fill(db, name, rows(analysis));
  await fill(
    db,
    'proof_rows',
    proof.map((row) => [row.file, row.row, JSON.stringify(row)]),
  );
  await unpack(db, sqlFile('store/packed-cohorts.sql'), packedCohorts(analysis));
  if (fillMembers !== undefined) await fillMembers();
  else if (members !== null) {
    const packed = packedPersons(members.users, { cohorts: members.cohort });
    await unpack(db, sqlFile('store/packed-members.sql'), packed);
  }
  await fill(db, 'situations', situationRows(situations));
  await db.run(sqlFile('store/complete-result.sql'));
}

/** Runs a statement for each of the packed rows; while the database takes some apart, the next are packed. */
export async function unpack(db: Database, insert: string, packed: Iterable<PackedRows>): Promise<void> {
  let taken = Promise.resolve();
  for (const values of packed) {
    await taken;
    taken = db.run(insert, values);
  }
  await taken;
}

async function fill(db: Database, table: string, rows: Iterable<readonly Cell[]>): Promise<void> {
  const appender = await db.connection.createAppender(table, 'main', 'result');
  for (const row of rows) {
    for (const cell of row) append(appender, cell);
    appender.endRow();
  }
  appender.closeSync();
}

type Appender = Awaited<ReturnType<Database['connection']['createAppender']>>;

function append(appender: Appender, cell: Cell): void {
  if (cell === null) appender.appendNull();
  else if (typeof cell === 'string') appender.appendVarchar(cell);
  else if (typeof cell === 'boolean') appender.appendBoolean(cell);
  else if (Number.isSafeInteger(cell)) appender.appendBigInt(BigInt(cell));
  else throw internal(`${cell} is no whole number`);
}
