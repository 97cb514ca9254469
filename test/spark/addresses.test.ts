import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { parse, stringify } from 'yaml';
import { packageRoot } from '../../src/assets.js';
import { readCaseYaml } from '../../src/case/case-yaml.js';
import { loadCase } from '../../src/case/load-case.js';
import { addressesIn } from '../../src/case/matching.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { WayleaveError } from '../../src/errors.js';
import { fetchRows, type LogRow } from '../../src/ingest/fetch-rows.js';
import type { Case, LogSource, LogTable } from '../../src/model/case.js';
import type { Analysis } from '../../src/model/result.js';
import { analyze } from '../../src/pipeline.js';
import type { Engine } from '../../src/session.js';
import { analyzeOnSpark } from '../../src/spark/analyze-on-spark.js';
import { SparkApplication } from '../../src/spark/application.js';
import { writeArchive } from '../../src/spark/archive.js';
import { runCli } from '../support/cli.js';
import { Hdfs, hdfsForTests } from '../support/hdfs/hdfs.js';
import { writeRandomCase } from '../support/random/write-case.js';
import { codeOf, raw } from '../support/http.js';
import { serveCases } from '../support/server.js';
import { Cluster, sparkForTests } from '../support/spark/cluster.js';
import { resultOf, type How } from '../support/spark/result-of.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const spark = await sparkForTests();
const jars = await hdfsForTests();
const skip = spark.skip !== false ? spark.skip : jars.skip;
if (spark.skip === false) Object.assign(process.env, spark.env);

const ground = mkdtempSync(join(tmpdir(), 'wayleave-addresses-'));
const CONF = [
  'spark.driver.memory=512m',
  'spark.driver.host=127.0.0.1',
  'spark.driver.bindAddress=127.0.0.1',
];

/** HDFS, a cluster and an application for the file. */
interface Parts {
  readonly hdfs: Hdfs;
  readonly cluster: Cluster;
  readonly application: SparkApplication;
}
let started: Promise<Parts> | undefined;

function parts(): Promise<Parts> {
  return (started ??= start());
}

async function start(): Promise<Parts> {
  if (spark.skip !== false || jars.skip !== false) throw new Error('there is no Spark, or no HDFS');
  const archive = join(ground, 'worker.zip');
  await writeArchive(archive);
  const hdfs = await Hdfs.start(jars.lib, spark.env['SPARK_HOME'] ?? '');
  const cluster = await Cluster.start(spark.env, 1);
  const conf = [...CONF, 'spark.executor.memory=512m', 'spark.sql.shuffle.partitions=2'];
  const options = { master: cluster.master, conf, archive, taskMemory: 400e6 };
  return { hdfs, cluster, application: await SparkApplication.start(options) };
}

after(async () => {
  const all = await started?.catch(() => undefined);
  await all?.application.close();
  await all?.cluster.stop();
  await all?.hdfs.stop();
  rmSync(ground, { recursive: true, force: true, maxRetries: 5 });
});

/** @param partBytes of files that share a task, or of one that tasks share */
function onCluster(partBytes?: number): Engine {
  return async (kase, window, most, dir, onProgress) =>
    analyzeOnSpark((await parts()).application, kase, window, most, dir, onProgress, partBytes);
}

/** Puts logs of a case into HDFS; the case.yaml of a copy names them there. Returns the folder of the copy. */
async function withLogsThere(from: string, name: string, tables: readonly LogTable[]): Promise<string> {
  const { hdfs } = await parts();
  const kase = await loadCase(from);
  const { dir } = kase;
  const to = join(ground, name);
  cpSync(dir, to, { recursive: true });
  const there = join(ground, `${name}-logs`, name);
  for (const { path } of tables.flatMap((table) => kase[table].files)) {
    mkdirSync(dirname(join(there, path)), { recursive: true });
    renameSync(join(to, path), join(there, path));
  }
  hdfs.put(there, '/');
  const address = (pattern: string): string => `${hdfs.address}/${name}/${pattern}`;
  // Written by the tests, or by hand for them.
  const settings = parse(readFileSync(join(to, 'case.yaml'), 'utf8')) as {
    sources?: Record<string, { files?: string[]; imports?: { files: string[] }[] }>;
  };
  const sources = (settings.sources ??= {});
  for (const { table, files } of tables.map((name) => kase[name])) {
    const source = (sources[table] ??= {});
    for (const how of source.imports ?? []) how.files = how.files.map(address);
    const own = files.filter((f) => f.documents === undefined).map((f) => f.path);
    const patterns = source.files ?? own;
    if (patterns.length > 0) source.files = patterns.map(address);
  }
  writeFileSync(join(to, 'case.yaml'), stringify(settings));
  return to;
}

/** A case with addresses, as the cluster finds what lies there. */
async function loadWithAddresses(dir: string): Promise<Case> {
  const { application } = await parts();
  const asked = { op: 'find', addresses: addressesIn(readCaseYaml(dir)) } as const;
  const { addresses: found = {} } = await application.request(asked);
  return loadCase(dir, [], new Map(Object.entries(found)));
}

interface HowThere extends How {
  /** Logs that are in HDFS. */
  readonly tables?: readonly LogTable[];
  readonly partBytes?: number;
  /** True where the time of a file is known in seconds, as some stores tell it in one place and milliseconds in another. */
  readonly seconds?: boolean;
}

function inSeconds(kase: Case): Case {
  const source = (log: LogSource): LogSource => ({
    ...log,
    files: log.files.map(({ remote, ...file }) => {
      if (remote === undefined) return file;
      return { ...file, remote: { ...remote, modified: Math.floor(remote.modified / 1000) * 1000 } };
    }),
  });
  return { ...kase, transfers: source(kase.transfers), consents: source(kase.consents) };
}

/** Analyzes a case here, and the same with its logs in HDFS on the cluster; both must come to the same but for the paths. */
async function assertSame(
  dir: string,
  name: string,
  { tables = ['transfers', 'consents'], partBytes, seconds = false, ...how }: HowThere = {},
): Promise<string> {
  const kase = await loadCase(dir);
  const [printed, { proof_rows: none, ...written }, analysis] = await resultOf(analyze, kase, ground);
  const moved = await loadWithAddresses(await withLogsThere(dir, name, tables));
  const [there, { proof_rows: proof, ...writtenThere }] = await resultOf(
    onCluster(partBytes),
    seconds ? inSeconds(moved) : moved,
    ground,
    how,
  );
  const { hdfs } = await parts();
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v), 1);
  const alike = (said: string): string => said.replaceAll(`${hdfs.address}/${name}/`, '');
  assert.equal(alike(there), printed);
  // The only other file that is read is case.yaml, whose sum stands in the head.
  const sums = (said: string): string => said.replaceAll(/[0-9a-f]{64}/g, 'sum');
  assert.equal(sums(alike(text(writtenThere))), sums(text(written)));
  assert.deepEqual(none, []);
  const kept = (proof as { json: string }[]).map(({ json }) => JSON.parse(json) as LogRow);
  assert.deepEqual(
    new Map(kept.map((row) => [`${row.file}:${row.row}`, row])),
    tables.includes('transfers') ? await proofHere(kase, analysis) : new Map(),
  );
  return printed + text(written);
}

/** The same of a case whose large files several tasks share, with duplicates and rejects. */
async function assertSameShared(dir: string, name: string, partBytes: number): Promise<string> {
  let tasks = 0;
  const text = await assertSame(dir, name, {
    partBytes,
    seconds: true,
    onProgress: (stage, _, total) => {
      if (stage === 'Reading logs') tasks = Math.max(tasks, total);
    },
  });
  for (const word of ['DUPLICATE_RECORD_ID', 'UNKNOWN_PROCESSOR', 'witness']) {
    assert.ok(text.includes(word), `${word} did not occur`);
  }
  assert.ok(tasks > 5, `${tasks} tasks`);
  return text;
}

/** The rows that an analysis names as proof, as the logs on this machine say them. */
async function proofHere(kase: Case, { flows, trails, findings }: Analysis): Promise<Map<string, LogRow>> {
  const samples = [...flows, ...findings].flatMap((f) => f.samples);
  const refs = [...samples, ...trails.flatMap((t) => t.witness)];
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: ground });
  try {
    return await fetchRows(db, kase, refs);
  } finally {
    db.close();
  }
}

test('a golden case with its logs in HDFS', { skip }, async () => {
  await assertSame(join(packageRoot(), 'test', 'cases', 'consent-ties'), 'consent-ties');
});

test('consents of other formats in HDFS, transfers here', { skip }, async () => {
  await assertSame(join(packageRoot(), 'seed', 'imports'), 'imports', { tables: ['consents'] });
});

test(
  'random cases in HDFS: several files, compressed ones, duplicates, rejects, counts',
  { skip },
  async (t) => {
    let seen = '';
    for (const seed of [13, 14]) {
      const dir = tempDir(t);
      await writeRandomCase(dir, seed);
      seen += await assertSame(dir, `random-${seed}`);
    }
    for (const word of ['DUPLICATE_RECORD_ID', 'UNKNOWN_PROCESSOR', 'witness']) {
      assert.ok(seen.includes(word), `${word} did not occur`);
    }
  },
);

const iso = (day: number): string => new Date(Date.UTC(2022, 0, 1 + day)).toISOString();

test(
  'Parquet in folders that name columns, a file without rows, and names that mean something in patterns',
  {
    skip,
  },
  async (t) => {
    const dir = writeFiles(tempDir(t), {
      ...BASE,
      'case.yaml':
        'title: Folders\nhome: KR\nrules: [./own.yaml]\nsources: { transfers: { files: ["transfers/*/*"] } }\n',
      'transfers/recipient=lab/place': '',
      'transfers/other/a {b} 100% é.csv': `${HEADER}${iso(3)},u9,shop,ads,phone,pay,,\n`,
      // What reading by lines may lose: a mark of byte order, CR, blank lines, and whether the last line ends.
      'transfers/other/mark.csv': `\uFEFF${HEADER}${iso(4)},u8,shop,ads,phone,pay,,\n\n`,
      'transfers/other/mark-open.csv': `\uFEFF${HEADER}${iso(4)},u8,shop,ads,phone,pay,,`,
      'transfers/other/open.csv': `${HEADER}${iso(4)},u8,shop,ads,phone,"p\nay",,`,
      'transfers/other/return.csv': `${HEADER}${iso(4)},u8,shop,ads,phone,pay,,\n`.replaceAll('\n', '\r\n'),
    });
    rmSync(join(dir, 'transfers', 'recipient=lab', 'place'));
    const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
    for (const [name, from] of [
      ['none', 'range(0)'],
      ['some', 'range(300)'],
    ] as const) {
      await db.run(
        `COPY (
         SELECT TIMESTAMP '2022-01-01' + INTERVAL (i) HOUR AS at, 'u' || i % 7 AS user_id, 'shop' AS sender, 'phone' AS fields,
           'pay' AS purpose
         FROM ${from} r(i)
       ) TO ${quoteText(join(dir, 'transfers', 'recipient=lab', `${name}.parquet`))} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
      );
    }
    db.close();
    const text = await assertSame(dir, 'folders');
    assert.match(text, /"accepted":304,"rejected":1/);
  },
);

test(
  'text files in HDFS that tasks share, beside one that they do not and one that is small',
  { skip },
  async (t) => {
    const rows = Array.from({ length: 900 }, (_, i) => {
      const [sender, recipient, fields] = [
        ['@user', 'shop', 'phone'],
        ['shop', 'lab', 'phone|hashed'],
        ['lab', i % 211 === 5 ? 'nobody' : 'ads', 'hashed'],
      ][i % 3] ?? ['', '', ''];
      const [at, user_id] = [iso(i % 97), `u${i % 31}`];
      const record_id = `r${i % 9 === 8 ? i - 1 : i % 800}`;
      return { at, user_id, sender, recipient, fields, purpose: 'pay', basis: '', record_id };
    });
    const csv = rows.map((row) => `${Object.values(row).join(',')}\n`);
    const dir = writeFiles(tempDir(t), {
      ...BASE,
      'case.yaml':
        'title: Shared\nhome: KR\nrules: [./own.yaml]\nsources: { transfers: { files: ["logs/*"] } }\n',
      // A mark of byte order, blank lines, CR LF, and a last line without an end.
      'logs/a.csv': `\uFEFF\n${HEADER}${csv.join(' \n').trim()}`.replaceAll('\n', '\r\n'),
      'logs/b.jsonl': rows
        .map((row, i) => `${i % 50 === 0 ? '\n' : ''}${JSON.stringify({ ...row, record_id: `b${i}` })}\n`)
        .join(''),
      'logs/c.csv': HEADER + csv.join('').replaceAll(',,r', ',,c').replace(',pay,,', ',"pay","\n",'),
      'logs/d.csv': HEADER + csv.slice(0, 5).join('').replaceAll(',,r', ',,d'),
    });
    await assertSameShared(dir, 'shared', 20_000);
  },
);

test(
  'Parquet files in HDFS that tasks share by row groups: transfers with duplicates and rejects, and consents',
  { skip },
  async (t) => {
    const dir = writeFiles(tempDir(t), {
      ...BASE,
      'case.yaml':
        'title: Groups\nhome: KR\nrules: [./own.yaml]\nsources: { transfers: { files: ["logs/*"] }, consents: { files: ["consents/*"] } }\n',
      'logs/a.csv': `${HEADER}${iso(3)},u9,shop,ads,phone,pay,,r7\n`,
      'consents/place': '',
    });
    rmSync(join(dir, 'consents', 'place'));
    const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
    const write = (path: string, query: string): Promise<unknown> =>
      db.run(`COPY (${query}) TO ${quoteText(join(dir, path))} (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
    // Nothing of it repeats, so that it takes some bytes.
    await write(
      'logs/b.parquet',
      `SELECT TIMESTAMP '2022-01-01' + INTERVAL (hash(i) % 8000000) SECOND AS at, 'u' || hash(i % 3000) AS user_id,
         ['@user', 'shop', 'lab'][i % 3 + 1] AS sender,
         CASE WHEN i % 4001 = 7 THEN 'nobody' ELSE ['shop', 'lab', 'ads'][i % 3 + 1] END AS recipient,
         ['phone', 'phone|hashed', 'hashed'][i % 3 + 1] AS fields, 'pay' AS purpose, 'r' || (i % 19000) AS record_id
       FROM range(20000) r(i)`,
    );
    await write(
      'consents/c.parquet',
      `SELECT TIMESTAMP '2022-01-01' + INTERVAL (hash(i) % 8000000) SECOND AS given_at, 'u' || hash(i % 3000) AS user_id,
         'n1' AS notice, CASE WHEN i % 5 = 0 THEN TIMESTAMP '2022-03-01' END AS withdrawn_at
       FROM range(6000) r(i)`,
    );
    db.close();
    const text = await assertSameShared(dir, 'groups', 140_000);
    assert.match(text, /"accepted":18996/);
  },
);

/** A case whose only transfer is in HDFS, below a folder of the case's name. */
async function caseThere(t: TestContext, name: string, log: string): Promise<string> {
  const { hdfs } = await parts();
  const there = writeFiles(tempDir(t), { 'log.csv': log });
  hdfs.put(there, `/${name}`);
  return writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': `home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: ['${hdfs.address}/${name}/*.csv'] } }\n`,
  });
}

test(
  'an empty file, and one that changed after it was looked at: errors that say so',
  { skip },
  async (t) => {
    const failed = async (kase: Case): Promise<string> => {
      const error = await resultOf(onCluster(), kase, ground).catch((e: unknown) => e);
      assert.ok(error instanceof WayleaveError, String(error));
      return error.describe();
    };
    const { hdfs } = await parts();
    const empty = await caseThere(t, 'empty', '');
    assert.match(
      await failed(await loadWithAddresses(empty)),
      /^LOG_UNREADABLE: hdfs:.*\/empty\/log\.csv is empty/,
    );
    const row = `${iso(1)},u1,shop,lab,phone,pay,,\n`;
    const changed = await caseThere(t, 'changed', HEADER + row);
    const kase = await loadWithAddresses(changed);
    const later = writeFiles(tempDir(t), { 'log.csv': HEADER + row + row });
    hdfs.put(join(later, 'log.csv'), '/changed/log.csv');
    assert.match(
      await failed(kase),
      /^LOG_UNREADABLE: hdfs:.*\/changed\/log\.csv changed while it was read\n/,
    );
  },
);

test(
  'a case with addresses from the command line: the cluster looks, the store remembers, the rest needs no cluster',
  {
    skip,
  },
  async (t) => {
    const { hdfs } = await parts();
    const row = (day: number): string => `${iso(day)},u1,shop,lab,phone,pay,,\n`;
    const dir = await caseThere(t, 'command-line', HEADER + row(1));
    const run = async (...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
      const [command = '', ...rest] = words;
      const ran = await runCli([command, dir, ...rest]);
      return { ...ran, code: ran.code ?? -1 };
    };
    assert.equal((await run('check')).code, 0);
    const unseen = await run('analyze');
    assert.equal(unseen.code, 2);
    assert.match(unseen.stderr, /^LOGS_ELSEWHERE: nobody has looked yet what lies at hdfs:/m);

    const conf = CONF.flatMap((c) => ['--spark-conf', c]);
    const spark = ['--engine', 'spark', '--master', 'local[1]', '--task-memory', '400MB', ...conf];
    const first = await run('analyze', '--json', ...spark);
    assert.equal(first.code, 0, first.stderr);
    const told = JSON.parse(first.stdout) as { flows: { id: string; records: number }[] };
    assert.equal(told.flows[0]?.records, 1);
    assert.equal((await run('analyze', '--json')).stdout, first.stdout);
    const explained = await run('explain', told.flows[0].id);
    assert.equal(explained.code, 0, explained.stderr);
    assert.match(explained.stdout, /command-line\/log\.csv, row 1, line 2/);
    assert.match(explained.stdout, /shop → lab, phone, for pay, basis none/);
    const person = await run('person', 'u1');
    assert.equal(person.code, 2);
    assert.match(
      person.stderr,
      /^LOGS_ELSEWHERE: hdfs:.*\/log\.csv is read by a cluster, and this needs it here/m,
    );

    const more = writeFiles(tempDir(t), { 'more.csv': HEADER + row(2) });
    hdfs.put(join(more, 'more.csv'), '/command-line/more.csv');
    const second = await run('analyze', '--json', ...spark);
    assert.equal(second.code, 0, second.stderr);
    const now = JSON.parse(second.stdout) as typeof told;
    assert.equal(now.flows[0]?.records, 2);

    const { url, service } = await serveCases(t, [dir]);
    const api = `/api/cases/${service.cases[0]?.id ?? ''}`;
    const evidence = await raw(url, `${api}/evidence/${now.flows[0].id}`);
    assert.match(evidence.text, /"row":1,"line":2,.*"sender":"shop","recipient":"lab"/);
    const window = await raw(url, `${api}/flows?from=2022-01-03`);
    assert.equal(window.status, 422);
    assert.equal(codeOf(window), 'LOGS_ELSEWHERE');
    assert.match(window.text, /counting other months needs the logs/);
  },
);

test('an address that Spark is not set up to read', { skip }, async () => {
  const { application } = await parts();
  const error = await application
    .request({ op: 'find', addresses: ['s3a://bucket/*.csv'] })
    .catch((e: unknown) => e);
  assert.ok(error instanceof WayleaveError);
  assert.match(
    error.describe(),
    /^LOG_UNREADABLE: the cluster cannot look at s3a:\/\/bucket\/\*\.csv: .*S3AFileSystem not found\n.*hadoop-aws/,
  );
});
