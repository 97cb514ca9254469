import { join } from 'node:path';
import { reason, WayleaveError } from '../errors.js';
import { removeQuietly } from '../store/files.js';
import type { CaseGraph } from './case-graph.js';
import { buildGraph } from './embedded/build.js';
import { GraphFolder } from './embedded/graph-folder.js';
import { closed, ReaderPool, type PoolLimits } from './embedded/reader-pool.js';
import type { GraphCounts } from './graph-rows.js';
import type { GraphRows, GraphStore, HeldCase, LoadOptions, Parameter, QueryLimits } from './graph-store.js';
import { loadable } from './held-case.js';
import { expectedCounts, reconcile } from './reconcile.js';
import { SCHEMA_VERSION } from './schema.js';

/** What engines and systems say of a disk that takes no more. */
const UNWRITABLE = /No space left|ENOSPC|EDQUOT|Disk quota|EROFS|Read-only file system/i;

/** How often a file that another process has just replaced is looked for again. */
const TRIES = 5;

/**
 * A graph in a file of this machine, queried by the Grafeo engine in processes of its own. A load builds a new file that
 * takes the old one's place.
 */
export class EmbeddedStore implements GraphStore {
  readonly kind = 'embedded';
  readonly address: string;
  readonly #folder: GraphFolder;
  readonly #limits: PoolLimits;
  #pool: ReaderPool | undefined;
  #closed = false;

  /** @param dir the folder of the graph; made by the first load */
  constructor(dir: string, limits: PoolLimits) {
    this.address = dir;
    this.#folder = new GraphFolder(dir);
    this.#limits = limits;
  }

  held(): Promise<HeldCase | null> {
    return Promise.resolve().then(() => {
      const current = this.#folder.current();
      if (current === null) return null;
      const { title, analysis, schema } = current;
      return { title, analysis, schema };
    });
  }

  async load(graph: CaseGraph, { replace, onProgress }: LoadOptions): Promise<boolean> {
    if (!loadable(await this.held(), graph, replace)) return false;
    const work = this.#folder.begin();
    try {
      const built = join(work, 'graph.grafeo');
      reconcile(await buildGraph(graph, work, built, onProgress), expectedCounts(graph));
      const { title, analysis } = graph;
      this.#folder.publish(built, work, { title, analysis, schema: SCHEMA_VERSION });
      return true;
    } catch (error) {
      throw unwritable(error, this.address);
    } finally {
      removeQuietly(work);
    }
  }

  query(
    statement: string,
    parameters: Readonly<Record<string, Parameter>>,
    limits: QueryLimits,
  ): Promise<GraphRows> {
    const { maxRows } = limits;
    return this.#reading((pool) => pool.query({ statement, parameters, maxRows }, limits));
  }

  async counts(): Promise<GraphCounts> {
    if ((await this.held()) === null) return { nodes: new Map(), relationships: new Map() };
    return this.#reading((pool) => pool.counts());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool?.close();
  }

  /** Reads the graph that counts now, also when another process puts a new one in its place just then. */
  async #reading<T>(use: (pool: ReaderPool) => Promise<T>): Promise<T> {
    for (let left = TRIES; ; left--) {
      const pool = this.#current();
      try {
        return await use(pool);
      } catch (error) {
        const replaced = error instanceof WayleaveError && error.code === 'GRAPH_UNAVAILABLE';
        if (!replaced || left === 0 || this.#current() === pool) throw error;
      }
    }
  }

  #current(): ReaderPool {
    if (this.#closed) throw closed();
    const current = this.#folder.current();
    if (current === null) {
      throw new WayleaveError('NO_RESULT', 'no graph was loaded yet', {
        advice: 'Run wayleave graph first.',
      });
    }
    if (this.#pool?.path !== current.path) {
      this.#pool?.retire();
      this.#pool = new ReaderPool(current.path, this.#limits);
    }
    return this.#pool;
  }
}

/** A disk that takes no more, as an error that says so; any other error as it is. */
function unwritable(error: unknown, dir: string): unknown {
  const text = reason(error);
  const told = error instanceof WayleaveError && error.code === 'STORE_UNUSABLE';
  if (told || !UNWRITABLE.test(text)) return error;
  return new WayleaveError(
    'STORE_UNUSABLE',
    `the graph cannot be written to ${dir}: ${text.split('\n', 1)[0] ?? ''}`,
    {
      advice: 'Free space, or choose another folder with --store.',
      cause: error,
    },
  );
}
