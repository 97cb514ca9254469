import type { DuckDBValue } from '@duckdb/node-api';
import { Database } from '../duckdb/database.js';
import { sqlFile } from '../duckdb/sql.js';
import type { LogRow } from '../ingest/fetch-rows.js';
import type { LineSpan } from '../ingest/logs.js';
import { at, groupBy } from '../model/collect.js';
import type { Flow, NoticeStates, RowRef, Situation } from '../model/flow.js';
import type { Analysis, Cohort, Finding, Member, Reach, Trail } from '../model/result.js';

/** Memory of a connection that only reads a result: bytes. */
const READER_MEMORY = 512e6;

/** Opens a result for reading. */
export function openResult(path: string, tempDir: string): Promise<Database> {
  return Database.open(path, { memory: READER_MEMORY, threads: 2, tempDir }, true);
}

/** The analysis that a result holds; rows come back in the order in which they were written. */
export async function readAnalysis(db: Database): Promise<Analysis> {
  const [head] = await jsonRows<Omit<Analysis, 'flows' | 'trails' | 'reach' | 'findings' | 'cohorts'>>(
    db,
    'analysis',
  );
  if (head === undefined) throw new RangeError('the result has no head');
  const reach = await tableRows(db, 'reach');
  const flows = await jsonRows<Flow>(db, 'flows');
  const trails = await jsonRows<Trail>(db, 'trails');
  const cohorts: Cohort[] = [];
  for await (const rows of tableChunks(db, 'cohorts', '*')) {
    for (const row of rows) {
      cohorts.push({
        id: String(row['id']),
        people: Number(row['people']),
        flows: idsAt(String(row['flows']), flows),
        trails: idsAt(String(row['trails']), trails),
      });
    }
  }
  return {
    ...head,
    flows,
    trails,
    findings: await jsonRows<Finding>(db, 'findings'),
    reach: reach.map((r): Reach => ({
      origin: String(r['origin']),
      field: String(r['field']),
      recipient: String(r['recipient']),
      jurisdiction: String(r['jurisdiction']),
      people: Number(r['people']),
      firstArrival: Number(r['first_arrival']),
      lastArrival: Number(r['last_arrival']),
    })),
    cohorts,
  };
}

/** Of the rows that are asked for, by `file:row`, those that the result keeps because their logs lie at addresses. */
export async function readProof(db: Database, refs: readonly RowRef[]): Promise<Map<string, LogRow>> {
  const rows = await db.rows(sqlFile('store/proof-rows.sql'), { refs: JSON.stringify(refs) });
  // Written by this program.
  const read = rows.map((row) => JSON.parse(String(row['json'])) as LogRow);
  return new Map(read.map((row) => [`${row.file}:${row.row}`, row]));
}

/** Where rows of text files are, as far as a result knows: by file, spans of lines that hold some of the rows. */
export async function readSpans(
  db: Database,
  refs: readonly RowRef[],
): Promise<ReadonlyMap<number, readonly LineSpan[]>> {
  const rows = await db.rows(sqlFile('store/line-spans.sql'), { refs: JSON.stringify(refs) });
  const spans = rows.map((row) => ({
    file: Number(row['file']),
    byte: Number(row['byte']),
    line: Number(row['line']),
    rows: Number(row['rows']),
    until: row['until'] === null ? undefined : Number(row['until']),
  }));
  return groupBy(spans, (span) => span.file);
}

/** The ids of what stands at some places of a list. */
function idsAt(places: string, items: readonly { readonly id: string }[]): string[] {
  return places === '' ? [] : places.split(' ').map((place) => at(items, Number(place)).id);
}

/** What this program wrote itself is taken at its word. */
async function jsonRows<T>(db: Database, table: string): Promise<T[]> {
  const all: T[] = [];
  for await (const rows of tableChunks(db, table, 'json')) {
    for (const row of rows) all.push(JSON.parse(String(row['json'])) as T);
  }
  return all;
}

/** Persons that are read at once. */
const MEMBERS_AT_ONCE = 100_000;

/**
 * Who belongs to which cohort, in pieces; nothing when the result does not keep it (`named`). User ids are personal data:
 * they go on as pseudonyms, or to someone with that right.
 */
export async function* readMembers(db: Database): AsyncGenerator<Member[]> {
  let members: Member[] = [];
  const query = sqlFile('store/table.sql', { table: 'members', columns: 'user_id, cohort' });
  for await (const chunk of db.chunks(query)) {
    const users = chunk.getColumnVector(0);
    const cohorts = chunk.getColumnVector(1);
    for (let i = 0; i < chunk.rowCount; i++) {
      members.push({ userId: String(users.getItem(i)), cohort: Number(cohorts.getItem(i)) });
    }
    if (members.length < MEMBERS_AT_ONCE) continue;
    yield members;
    members = [];
  }
  if (members.length > 0) yield members;
}

/** The situations of a result's flows; null when there were more than are kept. */
export async function readSituations(db: Database): Promise<Situation[] | null> {
  const rows = await tableRows(db, 'situations');
  if (rows.length === 0 && (await tableRows(db, 'flows', 'id')).length > 0) return null;
  return rows.map((r): Situation => ({
    flow: String(r['flow']),
    notices: JSON.parse(String(r['notices'])) as NoticeStates,
    records: Number(r['records']),
    firstAt: Number(r['first_at']),
    lastAt: Number(r['last_at']),
  }));
}

/** Notices that rejected consents name and the register did not know. */
export async function readUnknownNotices(db: Database): Promise<Set<string>> {
  const rows = await db.rows(sqlFile('store/unknown-notices.sql'));
  return new Set(rows.map((r) => String(r['value'])));
}

/** The rejected rows that a result keeps, by file and row; `names_person` where the cell is the id of somebody known. */
export function rejectRows(db: Database): Promise<Record<string, DuckDBValue>[]> {
  return db.rows(sqlFile('store/rejects.sql'));
}

/** Which rejected rows are asked for; null asks for all. */
export interface RejectFilter {
  readonly logs: readonly string[] | null;
  readonly codes: readonly string[] | null;
}

/** How many rejected rows pass a filter. */
export async function countRejects(db: Database, filter: RejectFilter): Promise<number> {
  const [row] = await db.rows(sqlFile('store/count-rejects.sql'), filterValues(filter));
  return Number(row?.['n'] ?? 0);
}

/** A part of the rejected rows that pass a filter, by log, file and row. */
export function rejectPage(
  db: Database,
  filter: RejectFilter,
  offset: number,
  limit: number,
): Promise<Record<string, DuckDBValue>[]> {
  return db.rows(sqlFile('store/page-rejects.sql'), { ...filterValues(filter), offset, limit });
}

function filterValues({ logs, codes }: RejectFilter): Record<string, string | null> {
  return {
    logs: logs === null ? null : JSON.stringify(logs),
    codes: codes === null ? null : JSON.stringify(codes),
  };
}

/**
 * The real id of a person: personal data, for someone with that right.
 *
 * @param place of the person in the order of `readMembers`
 */
export async function memberAt(db: Database, place: number): Promise<string | undefined> {
  const [row] = await db.rows(sqlFile('store/member.sql'), { place });
  return row === undefined ? undefined : String(row['user_id']);
}

function tableRows(db: Database, table: string, columns = '*'): Promise<Record<string, DuckDBValue>[]> {
  return db.rows(sqlFile('store/table.sql', { table, columns }));
}

/** The rows of a table, a chunk at a time: whoever serves others meanwhile is held up by one chunk at most. */
function tableChunks(
  db: Database,
  table: string,
  columns: string,
): AsyncGenerator<Record<string, DuckDBValue>[]> {
  return db.rowChunks(sqlFile('store/table.sql', { table, columns }));
}
