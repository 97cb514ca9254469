import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Limits } from '../config.js';
import { Database } from '../duckdb/database.js';
import { quoteText, sqlFile } from '../duckdb/sql.js';
import { workLimits } from '../duckdb/work-limits.js';
import { internal } from '../errors.js';
import { countUnits } from '../evidence/count-units.js';
import { codeLayout } from '../evidence/history.js';
import { BYTES_PER_TRANSFER, FEW } from '../evidence/shard-count.js';
import { assemble } from '../findings/assemble.js';
import type { LogRow } from '../ingest/fetch-rows.js';
import type { LogPart, PartGroups, PartStretch } from '../ingest/logs.js';
import { BLANK } from '../ingest/macros.js';
import type { Window } from '../ingest/read-logs.js';
import { countGroups } from '../law/counts.js';
import { lawOf } from '../law/law.js';
import type { Case, LogFile } from '../model/case.js';
import { at } from '../model/collect.js';
import { NO_COUNTS, type Counts } from '../model/counts.js';
import type { OnProgress } from '../model/progress.js';
import type { Analysis } from '../model/result.js';
import { writeResult } from '../store/write-result.js';
import { Sum } from '../trace/add-up.js';
import type { ShardResult } from '../trace/shard-result.js';
import { DATABASE_SHARE, type SparkApplication } from './application.js';
import type { MeasureJob, PartDuplicates, PartSummary, ReadJob, RowsJob, WalkJob } from './jobs.js';
import { logParts, PART_BYTES } from './log-parts.js';
import { mergeParts, type LogsElsewhere } from './merge-parts.js';
import { proofElsewhere } from './proof.js';
import { partsBySource } from './remote.js';
import { largeParquets, remoteParquets, rowGroupsOf } from './row-groups.js';
import {
  largeTexts,
  measuredThere,
  piecesOf,
  remoteTexts,
  stretchesOf,
  type MeasuredPiece,
} from './text-pieces.js';

/**
 * The stages of an analysis, with a cluster doing what grows with the logs: every part of the logs is read and judged, and
 * every shard walked, by the same code as on one machine, in a program that runs beside Spark's tasks. Names and law are
 * settled at home, where the parts and the shards are added up.
 *
 * @param dir an empty folder of the run: work files go into `work`, the result into `result.duckdb`
 * @throws WayleaveError as the stages do, and SPARK_FAILED
 */
export async function analyzeOnSpark(
  spark: SparkApplication,
  kase: Case,
  window: Window,
  limits: Limits,
  dir: string,
  onProgress: OnProgress,
  partBytes = PART_BYTES,
): Promise<Analysis> {
  const work = join(dir, 'work');
  mkdirSync(work, { recursive: true });
  const run = new Run(spark, kase, window, limits, work, onProgress, partBytes);
  const db = await Database.open(join(work, 'home.duckdb'), workLimits(limits, work));
  try {
    await db.run(sqlFile('ingest/sql/work-tables.sql'));
    const logs = await run.read(db);
    const counts = await run.count(db, logs);
    const sum = await run.walk(logs, counts);
    onProgress('Adding up', 0, 0);
    const assembled = assemble(kase, logs, window, counts, sum);
    const proof = await run.proof(assembled.analysis);
    onProgress('Writing the result', 0, 0);
    await writeResult(db, join(dir, 'result.duckdb'), assembled, { proof });
    return assembled.analysis;
  } finally {
    db.close();
    await spark.request({ op: 'forget' });
  }
}

/** The stages that the cluster does, with what all of them need. */
class Run {
  constructor(
    private readonly spark: SparkApplication,
    private readonly kase: Case,
    private readonly window: Window,
    private readonly limits: Limits,
    private readonly work: string,
    private readonly onProgress: OnProgress,
    private readonly partBytes: number,
  ) {}

  #parts: readonly LogPart[] = [];

  /** Reads all logs; what is rejected comes into the table `rejects` of the database. */
  async read(db: Database): Promise<LogsElsewhere> {
    const { spark, kase, window, partBytes: bytes } = this;
    const cuts = { stretches: await this.#stretches(), groups: await this.#rowGroups(db) };
    const parts = (this.#parts = logParts(kase, cuts, bytes));
    if (parts.length === 0) return mergeParts(kase, [], []);
    const job = this.#job('read-job', { kase, window, parts, memory: this.#memory } satisfies ReadJob);
    const ask = { job, ...partsBySource(kase, parts), bytes, worker: spark.worker };
    const read = this.#folder('read');
    await spark.request({ op: 'read', ...ask, out: read }, this.#tasks('Reading logs'));
    await takeRejects(db, read);
    const summaries = answers<PartSummary>(read, 'summary');
    if (summaries.length !== parts.length) {
      throw internal(`${parts.length} parts of logs were read, and ${summaries.length} answered`);
    }
    let found: PartDuplicates[] = [];
    if (summaries.some((s) => s.numbered > 0)) {
      const repeated = this.#folder('duplicates');
      const request = { op: 'duplicates', ...ask, out: repeated } as const;
      const { found: count } = await spark.request(request, this.#tasks('Seeking duplicates'));
      await takeRejects(db, repeated);
      found = answers<PartDuplicates[]>(repeated, 'summary').flat();
      const rejected = found.reduce((sum, d) => sum + d.count, 0);
      if (rejected !== count) throw internal(`${count ?? 0} duplicates were found, and ${rejected} rejected`);
    }
    const logs = mergeParts(kase, summaries, found);
    await spark.request({ op: 'number', routes: logs.numbers });
    return logs;
  }

  /** The stretches in which tasks share large text files: what each must know of the lines before it is counted first. */
  async #stretches(): Promise<ReadonlyMap<LogFile, readonly PartStretch[]>> {
    const { spark, kase, partBytes: bytes } = this;
    const texts = largeTexts(kase, bytes);
    if (texts.length === 0) return new Map();
    const pieces = piecesOf(texts, bytes);
    const job = this.#job('measure-job', {
      dir: kase.dir,
      texts: texts.map((t) => t.file),
      pieces,
    } satisfies MeasureJob);
    const out = this.#folder('measured');
    const ask = {
      job,
      here: pieces.length,
      remote: remoteTexts(texts),
      bytes,
      blank: BLANK,
      worker: spark.worker,
    };
    const { measured = [] } = await spark.request(
      { op: 'measure', ...ask, out },
      this.#tasks('Counting lines'),
    );
    const here = answers<MeasuredPiece['measured']>(out, 'measure').map((m, i) => ({
      text: at(pieces, i).text,
      measured: m,
    }));
    return stretchesOf(texts, [...here, ...measured.map((m) => measuredThere(texts, m))]);
  }

  /** The row groups in which tasks share large Parquet files. */
  async #rowGroups(db: Database): Promise<ReadonlyMap<LogFile, readonly PartGroups[]>> {
    const { spark, kase, partBytes } = this;
    const files = largeParquets(kase, partBytes);
    const remote = remoteParquets(files);
    const out = this.#folder('ends');
    if (remote.length > 0) await spark.request({ op: 'ends', files: remote, out });
    return rowGroupsOf(db, kase, files, out, partBytes);
  }

  /** What rules count over all logs: the transfers that they count come home, and are counted as on one machine. */
  async count(db: Database, logs: LogsElsewhere): Promise<Counts> {
    const groups = countGroups(lawOf(this.kase, NO_COUNTS), logs.routes);
    const routes = [...new Set(groups.flatMap((g) => [...g.routes]))];
    if (routes.length === 0) return NO_COUNTS;
    const out = this.#folder('counted');
    await this.spark.request({ op: 'counted', routes, out }, this.#tasks('Counting'));
    const path = quoteText(join(out, 'counted.parquet'));
    await db.run(sqlFile('spark/sql/counted-at-home.sql', { path }));
    return countUnits(db, this.kase, logs);
  }

  /** Walks all shards. */
  async walk(logs: LogsElsewhere, counts: Counts): Promise<Sum> {
    const { spark, kase, window } = this;
    const { named } = this.limits;
    const sum = new Sum(kase.trace.maxHops, kase.trace.maxTrails, named);
    if (logs.transfers === 0) return sum;
    const { routes, collectors } = logs;
    const layout = codeLayout(routes.length, logs.files.length, logs.lastRow);
    const readings = [{ kase, counts }];
    const job = this.#job('walk-job', {
      ...{ kase, readings, routes, collectors, layout },
      options: { named, keepsPasts: false, begun: null, memory: this.#memory },
      memory: this.#memory,
    } satisfies WalkJob);
    const out = this.#folder('walked');
    await spark.request(
      {
        op: 'walk',
        job,
        shards: this.#shards(logs.transfers),
        worker: spark.worker,
        from: Number.isFinite(window.from) ? window.from : null,
        until: Number.isFinite(window.until) ? window.until : null,
        place: 2 ** layout.placeBits,
        fileUnit: 2 ** layout.rowBits,
        out,
      },
      this.#tasks('Walking histories'),
    );
    for (const result of eachAnswer<ShardResult>(out, 'result')) sum.add(result);
    if (sum.records !== logs.transfers) {
      throw internal(`${logs.transfers} transfers were accepted, and ${sum.records} walked`);
    }
    return sum;
  }

  /** The rows that an analysis names as proof, of logs that only the cluster reads. */
  async proof(analysis: Analysis): Promise<LogRow[]> {
    const { spark, kase } = this;
    const parts = this.#parts;
    const wanted = proofElsewhere(kase, parts, analysis);
    if (wanted.size === 0) return [];
    const job = this.#job('rows-job', { kase, parts, wanted, memory: this.#memory } satisfies RowsJob);
    const remote = partsBySource(kase, parts).remote.filter(({ part }) => wanted.has(part));
    const out = this.#folder('rows');
    await spark.request(
      { op: 'rows', job, remote, bytes: this.partBytes, worker: spark.worker, out },
      this.#tasks('Fetching proof'),
    );
    const rows = answers<LogRow[]>(out, 'rows').flat();
    const count = [...wanted.values()].reduce((sum, refs) => sum + refs.length, 0);
    if (rows.length !== count) throw internal(`${count} rows are proof, and ${rows.length} were found`);
    return rows;
  }

  get #memory(): number {
    return this.spark.options.taskMemory * DATABASE_SHARE;
  }

  /** As many shards as keep the cluster busy, and each one's histories within four fifths of its worker's database. */
  #shards(transfers: number): number {
    if (this.limits.shards !== undefined) return this.limits.shards;
    if (transfers < FEW) return 1;
    return Math.max(
      this.spark.parallelism * 2,
      Math.ceil((transfers * BYTES_PER_TRANSFER) / (this.#memory * 0.8)),
    );
  }

  #tasks(stage: string): (done: number, total: number) => void {
    this.onProgress(stage, 0, 0);
    return (done, total) => {
      this.onProgress(stage, done, total);
    };
  }

  #job(name: string, job: unknown): string {
    const path = join(this.work, name);
    writeFileSync(path, serialize(job));
    return path;
  }

  #folder(name: string): string {
    const path = join(this.work, name);
    mkdirSync(path);
    return path;
  }
}

/** What tasks answered with under a name, in the order of their numbers. */
function answers<T>(folder: string, name: string): T[] {
  return [...eachAnswer<T>(folder, name)];
}

function* eachAnswer<T>(folder: string, name: string): Generator<T> {
  const files = readdirSync(folder).filter((file) => file.endsWith(`.${name}`));
  for (const file of files.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))) {
    // Serialized by the same version of the program, and handed on by Spark as it was.
    yield deserialize(readFileSync(join(folder, file))) as T;
  }
}

async function takeRejects(db: Database, folder: string): Promise<void> {
  if (!readdirSync(folder).some((file) => file.endsWith('.rejects.parquet'))) return;
  const files = quoteText(join(folder, '*.rejects.parquet'));
  await db.run(sqlFile('spark/sql/rejects-of-parts.sql', { files }));
}
