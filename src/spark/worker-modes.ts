import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { count } from '../duckdb/count.js';
import { Database, type DatabaseLimits } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { WayleaveError } from '../errors.js';
import { halve, type ShardSource } from '../evidence/hand-over.js';
import { readingProblem } from '../ingest/damaged-parquet.js';
import { fetchRows } from '../ingest/fetch-rows.js';
import { logPath } from '../ingest/log-path.js';
import type { LogPart } from '../ingest/logs.js';
import { measureText } from '../ingest/measure-text.js';
import { windowSql } from '../ingest/name-transfers.js';
import { readLogs } from '../ingest/read-logs.js';
import { UNWATCHED } from '../ingest/stage-log.js';
import { rejectFoundDuplicates } from '../ingest/reject.js';
import type { Case } from '../model/case.js';
import { at } from '../model/collect.js';
import { runShard } from '../trace/run-shard.js';
import { MOST_SHARDS } from '../trace/shard-pool.js';
import type {
  MeasureJob,
  PartDuplicates,
  PartSummary,
  ReadJob,
  RowsJob,
  WalkJob,
  WorkerMode,
} from './jobs.js';
import { caseOfPart } from './remote.js';

/** A mode: takes the job, the folder of the task, and numbers under which it answers. */
type Run = (job: unknown, folder: string, numbers: readonly number[]) => Promise<void>;

/** Reads a part of the logs: accepted rows, what is rejected, and a summary. */
async function read(job: ReadJob, folder: string, number: number): Promise<void> {
  await withDatabase(job.memory, folder, async (db) => {
    const { kase, window, parts } = job;
    const part = at(parts, number);
    const there = caseOfPart(kase, folder, part);
    const { sources, routes, live, numbered } = await readLogs(db, there, window, UNWATCHED, { part }).catch(
      async (error: unknown) => {
        const files = there[part.table].files.slice(part.first, part.first + part.count);
        throw await readingProblem(error, there.dir, files, limitsIn(folder, job.memory));
      },
    );
    const { stretch } = part;
    if (stretch !== undefined && sources[part.table].read !== stretch.rows) throw changed(kase, part);
    const lastRow = (part.range?.from ?? stretch?.rowsBefore ?? 0) + sources.transfers.read;
    const out = outOf(folder, number);
    await db.run(
      sqlFile('spark/sql/part-rows.sql', {
        part: String(number),
        consents: sqlFile('ingest/sql/accepted-consents.sql'),
        path: quoteText(join(out, 'rows.parquet')),
      }),
    );
    await writeRejects(db, out, 'rejects.parquet');
    answer(out, 'summary', { sources, routes, live, numbered, lastRow } satisfies PartSummary);
  });
}

function changed(kase: Case, { table, first }: LogPart): WayleaveError {
  const { path } = at(kase[table].files, first);
  return new WayleaveError('LOG_UNREADABLE', `${path} changed while it was read`, {
    place: { file: path },
    advice: 'Analyze again, when the file is complete.',
  });
}

/** Measures pieces of text files. */
async function measure({ dir, texts, pieces }: MeasureJob, folder: string, number: number): Promise<void> {
  const piece = at(pieces, number);
  const file = at(texts, piece.text);
  const measured = await measureText(logPath(dir, file), file.format, piece);
  answer(outOf(folder, number), 'measure', measured);
}

/** Rejects what was found to be a duplicate, over all parts; the rows of a task may be of several. */
async function duplicates(job: ReadJob, folder: string, number: number): Promise<void> {
  const { kase, window } = job;
  const out = outOf(folder, number);
  const from = `read_parquet(${quoteText(join(folder, 'in.parquet'))}, hive_partitioning = false)`;
  const parts = await withDatabase(job.memory, folder, (db) =>
    db.rows(sqlFile('spark/sql/parts-of-duplicates.sql', { from })),
  );
  const found: PartDuplicates[] = [];
  for (const part of parts.map((row) => Number(row['part']))) {
    await withDatabase(job.memory, folder, async (db) => {
      const there = caseOfPart(kase, folder, at(job.parts, part));
      await readLogs(db, there, window, UNWATCHED, { part: at(job.parts, part) });
      const query = sqlFile('spark/sql/duplicates-of-part.sql', { from, part: String(part) });
      await rejectFoundDuplicates(db, there, query);
      const within = windowSql(window);
      const live = await db.rows(sqlFile('ingest/sql/duplicates-of-routes.sql', { within }));
      await writeRejects(db, out, `part-${part}.rejects.parquet`);
      found.push({
        part,
        count: await count(db, 'rejects'),
        live: live.map((row) => [Number(row['route']), Number(row['n'])]),
      });
    });
  }
  answer(out, 'summary', found);
}

/** Walks the histories of a shard; halved as often as its rows do not fit the memory. */
async function walk({ layout, memory, ...job }: WalkJob, folder: string, number: number): Promise<void> {
  const out = outOf(folder, number);
  const path = quoteText(join(folder, 'in.parquet'));
  const queue: ShardSource[] = [
    {
      setup: [sqlFile('spark/sql/dealt.sql', { path })],
      layout,
      part: { shard: 0, of: 1 },
      dealt: true,
      limits: limitsIn(folder, memory),
    },
  ];
  let answers = 0;
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    try {
      const result = await runShard({ ...job, source });
      answer(out, `${answers++}.result`, result);
    } catch (error) {
      const tooLarge = error instanceof WayleaveError && error.code === 'OUT_OF_MEMORY';
      if (!tooLarge || source.part.of > MOST_SHARDS) throw error;
      queue.push(...halve(source));
    }
  }
}

/** Reads again the rows of a part that are asked for. */
async function rows(job: RowsJob, folder: string, number: number): Promise<void> {
  const there = caseOfPart(job.kase, folder, at(job.parts, number));
  const found = await withDatabase(job.memory, folder, (db) =>
    fetchRows(db, there, job.wanted.get(number) ?? []),
  );
  answer(outOf(folder, number), 'rows', [...found.values()]);
}

async function withDatabase<T>(
  memory: number,
  folder: string,
  use: (db: Database) => Promise<T>,
): Promise<T> {
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  const db = await Database.open(join(work, `${++databases}.duckdb`), limitsIn(folder, memory));
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

let databases = 0;

function limitsIn(folder: string, memory: number): DatabaseLimits {
  return { memory, threads: 1, tempDir: join(folder, 'spill') };
}

/** The folder of what is answered under a number. */
function outOf(folder: string, number: number): string {
  const out = join(folder, 'out', String(number));
  mkdirSync(out, { recursive: true });
  return out;
}

async function writeRejects(db: Database, out: string, name: string): Promise<void> {
  const path = quoteText(join(out, name));
  await db.run(sqlFile('evidence/keep-aside.sql', { query: 'FROM rejects', path }));
}

function answer(out: string, name: string, value: unknown): void {
  writeFileSync(join(out, name), serialize(value));
}

async function inTurn(parts: readonly number[], work: (part: number) => Promise<void>): Promise<void> {
  for (const part of parts) await work(part);
}

/** What a worker can be asked for. What comes in was serialized by the same version of the program. */
export const MODES: ReadonlyMap<string, Run> = new Map<WorkerMode, Run>([
  ['read', (job, folder, parts) => inTurn(parts, (part) => read(job as ReadJob, folder, part))],
  ['measure', (job, folder, pieces) => inTurn(pieces, (piece) => measure(job as MeasureJob, folder, piece))],
  ['rows', (job, folder, parts) => inTurn(parts, (part) => rows(job as RowsJob, folder, part))],
  ['duplicates', (job, folder, [number = 0]) => duplicates(job as ReadJob, folder, number)],
  ['walk', (job, folder, [number = 0]) => walk(job as WalkJob, folder, number)],
]);
