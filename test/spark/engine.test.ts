import assert from 'node:assert/strict';
import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { loadCase } from '../../src/case/load-case.js';
import { Database } from '../../src/duckdb/database.js';
import { quoteText } from '../../src/duckdb/sql.js';
import { WayleaveError } from '../../src/errors.js';
import { analyze } from '../../src/pipeline.js';
import type { Engine } from '../../src/session.js';
import { analyzeOnSpark } from '../../src/spark/analyze-on-spark.js';
import { SparkApplication } from '../../src/spark/application.js';
import { writeArchive } from '../../src/spark/archive.js';
import { runCli } from '../support/cli.js';
import { writeRandomCase } from '../support/random/write-case.js';
import { Cluster, sparkForTests } from '../support/spark/cluster.js';
import { resultOf, type How } from '../support/spark/result-of.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const spark = await sparkForTests();
const { skip } = spark;
if (spark.skip === false) Object.assign(process.env, spark.env);

/** One cluster and one application for the file: starting them takes longer than a case. */
const ground = mkdtempSync(join(tmpdir(), 'wayleave-engine-'));
let cluster: Cluster | undefined;
let application: Promise<SparkApplication> | undefined;

async function start(): Promise<SparkApplication> {
  if (spark.skip !== false) throw new Error(spark.skip);
  const archive = join(ground, 'worker.zip');
  await writeArchive(archive);
  cluster = await Cluster.start(spark.env, 2);
  const conf = [
    'spark.driver.memory=512m',
    'spark.executor.memory=512m',
    'spark.driver.host=127.0.0.1',
    'spark.driver.bindAddress=127.0.0.1',
    'spark.sql.shuffle.partitions=2',
  ];
  return SparkApplication.start({ master: cluster.master, conf, archive, taskMemory: 400e6 });
}

after(async () => {
  await (await application?.catch(() => undefined))?.close();
  await cluster?.stop();
  rmSync(ground, { recursive: true, force: true, maxRetries: 5 });
});

interface HowHere extends How {
  /** Bytes of files that share a task. */
  readonly partBytes?: number;
}

/** The engine of this file's application. */
function onCluster({ partBytes }: HowHere): Engine {
  return async (kase, window, most, dir, onProgress) =>
    analyzeOnSpark(await (application ??= start()), kase, window, most, dir, onProgress, partBytes);
}

/** Analyzes a case on this machine and on the cluster; both must come to the same, to the byte. */
async function assertSame(caseDir: string, how: HowHere = {}): Promise<string> {
  const kase = await loadCase(caseDir);
  const [printed, written] = await resultOf(analyze, kase, ground, how);
  const [there, writtenThere] = await resultOf(onCluster(how), kase, ground, how);
  assert.equal(there, printed);
  assert.deepEqual(writtenThere, written);
  return printed + JSON.stringify(written, (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v));
}

const goldens = join(packageRoot(), 'test', 'cases');
const folders = [
  ...readdirSync(goldens).map((n) => join(goldens, n)),
  join(packageRoot(), 'seed', 'imports'),
];
for (const [i, dir] of folders.entries()) {
  test(
    `golden case ${dir.slice(packageRoot().length + 1)}: a cluster prints what one machine prints`,
    {
      skip,
    },
    async () => {
      // Every file by itself, and text in stretches; or all files of a log in one task.
      await assertSame(dir, i % 2 === 0 ? { partBytes: 600 } : {});
    },
  );
}

test('half a dozen random cases: a cluster prints what one machine prints', { skip }, async (t) => {
  const first = Math.floor(Math.random() * 1e6);
  t.diagnostic(`seeds from ${first}`);
  let seen = '';
  // Two that are known to hold counts and duplicates, so that every run has some.
  for (const seed of [...KNOWN, ...Array.from({ length: 4 }, (_, i) => first + i)]) {
    const dir = tempDir(t);
    await writeRandomCase(dir, seed);
    // Every file by itself in some, or in stretches, all of a log in one task in others.
    const how = {
      shards: 1 + (seed % 3),
      ...(KNOWN.includes(seed) || seed % 2 === 0 ? { partBytes: 3000 } : {}),
    };
    await assertSame(dir, how).then(
      (text) => (seen += text),
      (error: unknown) => {
        throw new Error(`the random case of seed ${seed} differs`, { cause: error });
      },
    );
  }
  for (const word of [
    'DUPLICATE_RECORD_ID',
    'UNKNOWN_PROCESSOR',
    'MALFORMED_ROW',
    'witness',
    'firstArrival',
  ]) {
    assert.ok(seen.includes(word), `${word} did not occur`);
  }
});

const KNOWN = [13, 14];

const iso = (day: number): string => new Date(Date.UTC(2022, 0, 1 + day)).toISOString();

test('duplicates over files, a window and a count over all of the log', { skip }, async (t) => {
  const counting =
    'id: own\napplies: { sender: [KR] }\ngates:\n  - gate: g\n    when: leaves\n    carried_by:\n' +
    '      - { exemption: few, counts: [{ of: people, below: 5, within: year }] }\n';
  const row = (day: number, user: number, id: string): string =>
    `${iso(day)},u${user},shop,lab,phone,pay,,${id}\n`;
  const files = ['a', 'b', 'c'].map((name, i) => [
    `transfers/${name}.csv`,
    HEADER +
      row(i, i, `${name}1`) +
      row(i + 10, i + 3, 'again') +
      row(i + 20, i, '') +
      row(i + 30, i + 5, `only-${name}`),
  ]);
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'own.yaml': counting,
    'case.yaml': 'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers/*.csv] } }\n',
    ...(Object.fromEntries(files) as Record<string, string>),
  });
  const window = { from: Date.UTC(2022, 0, 5) * 1000, until: Date.UTC(2022, 1, 1) * 1000 };
  const text = await assertSame(dir, { partBytes: 300, window });
  assert.match(text, /"rejected":2/);
  assert.match(text, /"verdict":"supported"/);
  assert.match(text, /"verdict":"unsupported"/);
  await assertSame(dir, { shards: 5 });
});

test('row groups of one Parquet file, each its own task: rows keep their numbers', { skip }, async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': 'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers/*.parquet] } }\n',
    'transfers/place': '',
  });
  const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
  // Every route but one is in every row group; a record_id comes back in a later group; some rows are refused.
  await db.run(
    `COPY (
       SELECT TIMESTAMP '2022-01-01' + INTERVAL (i) MINUTE AS at, 'u' || i % 31 AS user_id,
         CASE WHEN i % 3 = 0 THEN '@user' WHEN i = 5003 THEN 'nobody' ELSE 'shop' END AS sender,
         CASE WHEN i % 3 = 0 THEN 'shop' WHEN i < 2000 THEN 'ads' ELSE 'lab' END AS recipient,
         CASE WHEN i % 1999 = 7 THEN '' WHEN i % 3 = 0 THEN 'phone' ELSE 'hashed' END AS fields,
         'pay' AS purpose, CASE WHEN i % 2500 = 0 THEN 'again' WHEN i % 5 > 0 THEN 'r' || i END AS record_id
       FROM range(7000) r(i)
     ) TO ${quoteText(join(dir, 'transfers', 'log.parquet'))} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  db.close();
  const text = await assertSame(dir, { partBytes: 1 });
  for (const reason of ['DUPLICATE_RECORD_ID', 'UNKNOWN_PROCESSOR', 'MISSING_VALUE']) {
    assert.ok(text.includes(reason), `${reason} did not occur`);
  }
});

/** Rows of a long log: several routes, an id that comes back, some that are refused. */
function longRow(i: number): string[] {
  const [sender, recipient, fields] = [
    ['@user', 'shop', 'phone'],
    ['shop', 'lab', 'phone|hashed'],
    ['lab', i % 211 === 5 ? 'nobody' : 'ads', 'hashed'],
  ][i % 3] ?? ['', '', ''];
  const id = i % 400 === 0 ? 'again' : i % 5 === 0 ? '' : `r${i}`;
  return [iso(i % 97), `u${i % 31}`, sender ?? '', recipient ?? '', fields ?? '', 'pay', '', id];
}

const NAMES = HEADER.trim().split(',');
const LONG = Array.from({ length: 1200 }, (_, i) => longRow(i));
const LONG_LOGS: [name: string, file: string, text: string][] = [
  ['CSV', 'csv', HEADER + LONG.map((cells) => `${cells.join(',')}\n`).join('')],
  [
    'CSV that begins with a mark of byte order and blank lines, ends lines with CR LF, and the last one with nothing',
    'csv',
    `\uFEFF\r\n \r\n${HEADER.trim()}\r\n${LONG.map((cells, i) => (i % 100 === 0 ? '\r\n\u3000\r\n' : '') + cells.map((c) => `"${c}"`).join(',')).join('\r\n')}`,
  ],
  [
    'CSV of which a cell runs over lines, so that one task reads it',
    'csv',
    HEADER +
      LONG.map((cells, i) =>
        `${cells.join(',')}\n`.replace(',pay,,', i === 900 ? ',"pay","\n",' : ',pay,,'),
      ).join(''),
  ],
  [
    'JSON Lines',
    'jsonl',
    LONG.map(
      (cells, i) =>
        `${i % 70 === 3 ? '\n' : ''}${JSON.stringify(Object.fromEntries(cells.map((c, k) => [NAMES[k] ?? '', c])))}\n`,
    ).join(''),
  ],
];
for (const [name, ending, log] of LONG_LOGS) {
  test(`stretches of one large file, each its own task: ${name}`, { skip }, async (t) => {
    const dir = writeFiles(tempDir(t), {
      ...BASE,
      'case.yaml': `home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [log.${ending}] } }\n`,
      [`log.${ending}`]: log,
    });
    let tasks = 0;
    const text = await assertSame(dir, {
      partBytes: Math.ceil(log.length / 6),
      onProgress: (stage, _, total) => {
        if (stage === 'Reading logs') tasks = Math.max(tasks, total);
      },
    });
    for (const reason of ['DUPLICATE_RECORD_ID', 'UNKNOWN_PROCESSOR']) {
      assert.ok(text.includes(reason), `${reason} did not occur`);
    }
    assert.ok(name.includes('one task') ? tasks === 1 : tasks > 3, `${tasks} tasks`);
  });
}

test('a log file that cannot be read is named, with its place, as on one machine', { skip }, async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': 'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers/*.csv] } }\n',
    'transfers/a.csv': `${HEADER}${iso(1)},u1,shop,lab,phone,pay,,\n`,
    'transfers/b.csv': `\nat,user_id,sender\n${iso(1)},u1,shop\n`,
  });
  const failed = async (engine: Engine): Promise<string> => {
    const error = await resultOf(engine, await loadCase(dir), ground).catch((e: unknown) => e);
    assert.ok(error instanceof WayleaveError);
    return error.describe();
  };
  const described = await failed(onCluster({ partBytes: 100 }));
  assert.match(described, /^LOG_UNREADABLE: transfers\/b\.csv .*\n {2}at transfers\/b\.csv:2\n/);
  assert.equal(described, await failed(analyze));
});

for (const ending of ['csv', 'parquet']) {
  test(`a ${ending} file that only home has is named, with where it must be`, { skip }, async (t) => {
    const dir = writeFiles(tempDir(t), {
      ...BASE,
      'case.yaml': `home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [log.${ending}] } }\n`,
      'log.csv': `${HEADER}${iso(1)},u1,shop,lab,phone,pay,,\n`,
    });
    const db = await Database.open(':memory:', { memory: 200e6, threads: 1, tempDir: join(dir, 'spill') });
    const [csv, parquet] = ['csv', 'parquet'].map((e) => quoteText(join(dir, `log.${e}`)));
    await db.run(`COPY (FROM read_csv(${csv ?? ''}, all_varchar = true)) TO ${parquet ?? ''}`);
    db.close();
    const kase = await loadCase(dir);
    rmSync(join(dir, `log.${ending}`));
    const error = await resultOf(onCluster({}), kase, ground).catch((e: unknown) => e);
    assert.ok(error instanceof WayleaveError);
    assert.match(error.describe(), /^LOG_UNREADABLE: log\.[^]*same path on every executor/);
  });
}

test('a worker that is killed in the middle changes nothing', { skip }, async (t) => {
  const rows = Array.from({ length: 600 }, (_, i) => {
    const route = [',@user,shop,phone,', ',shop,lab,phone|hashed,', ',lab,ads,hashed,'][i % 3] ?? '';
    return `${iso(i % 97)},u${i % 31}${route}pay,,r${i % 500}\n`;
  });
  const file = (i: number): [string, string] => [
    `transfers/${i}.csv`,
    HEADER + rows.slice(i * 100, (i + 1) * 100).join(''),
  ];
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'case.yaml': 'home: KR\nrules: [./own.yaml]\nsources: { transfers: { files: [transfers/*.csv] } }\n',
    ...Object.fromEntries(Array.from({ length: 6 }, (_, i) => file(i))),
  });
  const before: string[] = [];
  const after: string[] = [];
  await assertSame(dir, {
    partBytes: 8000,
    shards: 12,
    onProgress: (stage, done, total) => {
      if (stage !== 'Walking histories' || total < 12) return;
      if (before.length === 0 && done >= 2) {
        cluster?.killWorker();
        before.push(`${done} of ${total}`);
      } else if (before.length > 0 && done < total) after.push(`${done} of ${total}`);
    },
  });
  assert.equal(before.length, 1, 'nothing was killed');
  assert.ok(after.length > 0, `it was killed too late: at ${before.join()}`);
});

test('without spark-submit, and with a master that is away, an error says so', { skip }, async (t) => {
  const dir = join(tempDir(t), 'case');
  cpSync(join(goldens, 'collection'), dir, { recursive: true });
  const asked = ['analyze', dir, '--engine', 'spark'];
  const env = { SPARK_HOME: join(dir, 'nowhere') };
  const missing = await runCli([...asked, '--master', 'local[1]'], env);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /^SPARK_MISSING: there is no spark-submit in .*nowhere.*\n/m);
  const away = await runCli([...asked, '--master', 'spark://127.0.0.1:1']);
  assert.equal(away.code, 2);
  assert.match(away.stderr, /^SPARK_UNREACHABLE: .*127\.0\.0\.1:1: ECONNREFUSED/m);
  const odd = await runCli([...asked, '--master', 'sparc']);
  assert.equal(odd.code, 2);
  assert.match(odd.stderr, /^USAGE: --master sparc is not understood/m);
  assert.ok(!existsSync(join(dir, '.wayleave', 'current.json')), 'there is a result');
});

test(
  'the command line analyzes with the installation as it is, and says where Spark shows itself',
  {
    skip,
  },
  async (t) => {
    const dir = join(tempDir(t), 'case');
    cpSync(join(goldens, 'collection'), dir, { recursive: true });
    const [printed] = await resultOf(analyze, await loadCase(dir), ground);
    const words = ['--json', '--engine', 'spark', '--master', 'local[1]', '--task-memory', '400MB'];
    const ran = await runCli(['analyze', dir, ...words, '--spark-conf', 'spark.driver.memory=512m']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(ran.stdout, printed);
    assert.match(ran.stderr, /^Spark local\[1\], its pages: http:\/\/\S+:\d+$/m);
  },
);

test('an application that cannot be started fails with what Spark says', { skip }, async () => {
  const conf = ['spark.driver.memory=1m'];
  const error = await SparkApplication.start({ master: 'local[1]', conf, taskMemory: 400e6 }).catch(
    (e: unknown) => e,
  );
  assert.ok(error instanceof WayleaveError);
  assert.equal(error.code, 'SPARK_FAILED');
  assert.match(error.message, /^spark-submit ended with 1: [^]*Too small maximum heap/);
});

/** How starting with a master and settings fails. */
async function failing(master: string, conf: readonly string[]): Promise<string> {
  const error = await SparkApplication.start({
    ...{ master, taskMemory: 400e6 },
    conf: ['spark.driver.memory=512m', 'spark.driver.host=127.0.0.1', ...conf],
  }).catch((e: unknown) => e);
  assert.ok(error instanceof WayleaveError);
  assert.equal(error.code, 'SPARK_FAILED');
  return error.describe();
}

test('Kubernetes without an image for executors, or with a token that is refused', { skip }, async (t) => {
  const refusing = createServer((_, response) => response.writeHead(401).end());
  refusing.on('upgrade', (_, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'));
  refusing.listen(0, '127.0.0.1');
  await once(refusing, 'listening');
  t.after(() => {
    refusing.close();
    refusing.closeAllConnections();
  });
  const address = refusing.address();
  assert.ok(typeof address === 'object' && address !== null);
  const master = `k8s://http://127.0.0.1:${address.port}`;
  assert.match(
    await failing(master, []),
    /^SPARK_FAILED: there is no image for the executors on Kubernetes\n[^]*container\.image/,
  );
  assert.match(
    await failing(master, ['spark.kubernetes.container.image=spark']),
    /^SPARK_FAILED: [^]*401[^]*token is valid/,
  );
});

test('that no executor comes is told', { skip }, async () => {
  await (application ??= start());
  // More than any worker of the cluster has.
  const conf = ['spark.driver.memory=512m', 'spark.driver.host=127.0.0.1', 'spark.executor.memory=2g'];
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const waiting = await SparkApplication.start(
    { master: cluster?.master ?? '', conf, taskMemory: 400e6 },
    () => {
      tell();
    },
    1000,
  );
  const kase = await loadCase(join(goldens, 'collection'));
  const engine: Engine = (...asked) => analyzeOnSpark(waiting, ...asked);
  const analyzed = resultOf(engine, kase, ground).catch((e: unknown) => e);
  await told;
  const child: unknown = Reflect.get(waiting, 'child');
  assert.ok(child instanceof ChildProcess);
  child.kill();
  assert.ok((await analyzed) instanceof WayleaveError);
  await waiting.close();
});

test('a driver that is killed fails what is asked of it, and nothing else', { skip }, async () => {
  const conf = ['spark.driver.memory=512m', 'spark.driver.host=127.0.0.1'];
  const doomed = await SparkApplication.start({ master: 'local[1]', conf, taskMemory: 400e6 });
  // Nobody listens there, which Hadoop tries again and again.
  const asked = doomed.request({ op: 'find', addresses: ['hdfs://127.0.0.1:1/a.csv'] });
  const child: unknown = Reflect.get(doomed, 'child');
  assert.ok(child instanceof ChildProcess);
  child.kill('SIGKILL');
  const error = await asked.catch((e: unknown) => e);
  assert.ok(error instanceof WayleaveError);
  assert.equal(error.code, 'SPARK_FAILED');
  assert.match(error.message, /^spark-submit ended with a signal/);
  await doomed.close();
});
