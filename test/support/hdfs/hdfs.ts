import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcesses } from '../end-processes.js';
import { freePort } from '../free-port.js';
import { mavenArtifacts } from '../maven.js';

const NAME_NODE = 'org.apache.hadoop.hdfs.server.namenode.NameNode';
const DATA_NODE = 'org.apache.hadoop.hdfs.server.datanode.DataNode';
const SHELL = 'org.apache.hadoop.fs.FsShell';

/** Jars of HDFS, or the reason why tests that need it are skipped. */
export type HdfsJars = { readonly skip: false; readonly lib: string } | { readonly skip: string };

/** Fetches HDFS for tests. Needs Java and Maven; under CI=true their lack is an error. */
export async function hdfsForTests(): Promise<HdfsJars> {
  const artifacts = await mavenArtifacts('hdfs', '3.3.4');
  if ('lib' in artifacts) return { skip: false, lib: artifacts.lib };
  if (process.env['CI'] === 'true') throw new Error(`these tests need HDFS: ${artifacts.missing}`);
  return { skip: artifacts.missing };
}

/** A file system of Apache Hadoop: the servers themselves, one for names and one for data, as processes on loopback. */
export class Hdfs {
  readonly #servers: ChildProcess[] = [];
  readonly #home = mkdtempSync(join(tmpdir(), 'wayleave-hdfs-'));

  private constructor(
    /** `hdfs://127.0.0.1:PORT` */
    readonly address: string,
    private readonly jars: readonly string[],
  ) {
    const properties = Object.entries({ 'fs.defaultFS': address, 'dfs.replication': '1' }).map(
      ([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`,
    );
    writeFileSync(join(this.#home, 'core-site.xml'), `<configuration>${properties.join('')}</configuration>`);
  }

  /**
   * Starts one, empty.
   *
   * @param lib folder of its jars
   * @param sparkHome installation of Spark, whose jars are the client's part of Hadoop
   */
  static async start(lib: string, sparkHome: string): Promise<Hdfs> {
    const jars = [lib, join(sparkHome, 'jars')].map((dir) => join(dir, '*'));
    const hdfs = new Hdfs(`hdfs://127.0.0.1:${await freePort()}`, jars);
    const http = `127.0.0.1:${await freePort()}`;
    try {
      const names = [
        `-Ddfs.namenode.name.dir=${hdfs.#folder('names')}`,
        `-Ddfs.namenode.http-address=${http}`,
      ];
      hdfs.#run([NAME_NODE, ...names, '-format', '-nonInteractive']);
      hdfs.#serve([NAME_NODE, ...names]);
      const ports = ['address', 'ipc.address', 'http.address'].map((p) => `-Ddfs.datanode.${p}=127.0.0.1:0`);
      hdfs.#serve([DATA_NODE, `-Ddfs.datanode.data.dir=${hdfs.#folder('data')}`, ...ports]);
      await untilReady(`http://${http}/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState`);
      return hdfs;
    } catch (error) {
      await hdfs.stop();
      throw error;
    }
  }

  /** Puts a file or folder of this machine there, in place of a file under the same path. */
  put(from: string, to: string): void {
    this.#run([SHELL, '-put', '-f', from, to]);
  }

  async stop(): Promise<void> {
    await endProcesses(this.#servers, 'SIGKILL');
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 10 });
  }

  get #classPath(): string {
    return [this.#home, ...this.jars].join(delimiter);
  }

  #folder(name: string): string {
    return `file://${join(this.#home, name)}`;
  }

  #run(words: readonly string[]): void {
    const { status, stdout, stderr } = spawnSync('java', ['-cp', this.#classPath, ...words], {
      encoding: 'utf8',
    });
    if (status !== 0)
      throw new Error(`${words.join(' ')} ended with ${status ?? 'a signal'}:\n${stdout}${stderr}`);
  }

  #serve(words: readonly string[]): void {
    const child = spawn('java', ['-Xmx192m', '-cp', this.#classPath, ...words], { stdio: 'ignore' });
    this.#servers.push(child);
  }
}

/** Waits until the server of names has a server of data. */
async function untilReady(state: string): Promise<void> {
  for (let left = 600; left > 0; left--) {
    const text = await fetch(state).then(
      (answer) => answer.text(),
      () => '',
    );
    if (/"NumLiveDataNodes"\s*:\s*1/.test(text)) return;
    await sleep(100);
  }
  throw new Error('HDFS is not ready after a minute');
}
