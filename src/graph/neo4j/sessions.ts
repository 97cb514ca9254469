import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
import { WayleaveError } from '../../errors.js';
import type { QueryLimits } from '../graph-store.js';
import { connect, withoutSecrets, type Neo4jAddress } from './connect.js';
import { graphError } from './failures.js';

/** What limits a transaction that reads. */
export type ReadLimits = Pick<QueryLimits, 'timeoutMs' | 'signal'>;

type TransactionConfig = Parameters<Session['executeWrite']>[1];
type Work<T> = (tx: ManagedTransaction) => Promise<T>;

/** How long after its time the server may take to end a query before the connection is given up. */
const GRACE_MS = 500;

/** Transactions of a database; what goes wrong in them is reported as errors of ours. */
export class Sessions {
  readonly address: string;
  readonly #driver: Driver;
  readonly #database: string | undefined;

  /** Nothing is sent yet. @throws WayleaveError USAGE when the address is not understood */
  constructor(address: Neo4jAddress) {
    this.address = withoutSecrets(address.url);
    this.#driver = connect(address);
    this.#database = address.database;
  }

  /**
   * Runs a transaction that reads; it is tried again when the server went away and came back. When its time is over or its
   * asker gone, the server is told to end it, and whatever it does about that, the caller waits no longer.
   *
   * @throws WayleaveError QUERY_…, GRAPH_UNAVAILABLE, INTERRUPTED when the asker has gone
   */
  async read<T>(work: Work<T>, { timeoutMs, signal }: ReadLimits): Promise<T> {
    const session = this.#session(neo4j.session.READ);
    let reached = false;
    const attempt: Work<T> = (tx) => {
      reached = true;
      return this.#reporting(work(tx), () => {
        reached = false;
      });
    };
    const running = session.executeRead(attempt, { timeout: Math.ceil(timeoutMs) });
    // Time that passes while the server is away and the driver tries again is not the query's.
    const over = watching(timeoutMs, signal, () =>
      reached ? timedOut(timeoutMs) : unreachable(this.address, timeoutMs),
    );
    try {
      return await Promise.race([running, over.promise]);
    } catch (error) {
      throw graphError(error, this.address);
    } finally {
      over.stop();
      running.catch(() => undefined);
      // Ends what still runs. Not waited for: a server that is stuck would not answer this either.
      session.close().catch(() => undefined);
    }
  }

  /** Runs a transaction that writes; it is tried again when the server went away and came back. */
  async write<T>(work: Work<T>, config?: TransactionConfig): Promise<T> {
    const session = this.#session(neo4j.session.WRITE);
    try {
      return await session.executeWrite((tx) => this.#reporting(work(tx)), config);
    } catch (error) {
      throw graphError(error, this.address);
    } finally {
      await session.close();
    }
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  #session(defaultAccessMode: 'READ' | 'WRITE'): Session {
    return this.#driver.session({
      defaultAccessMode,
      ...(this.#database === undefined ? {} : { database: this.#database }),
    });
  }

  /** Lets the driver see errors after which it tries again, but those of memory, which trying again does not cure. */
  async #reporting<T>(working: Promise<T>, onAway: () => void = () => undefined): Promise<T> {
    try {
      return await working;
    } catch (error) {
      const ours = graphError(error, this.address);
      if (ours instanceof WayleaveError && ours.code === 'GRAPH_UNAVAILABLE') onAway();
      throw ours instanceof WayleaveError && ours.code === 'QUERY_MEMORY' ? ours : error;
    }
  }
}

/**
 * A promise that is broken when the time is over or the asker gone.
 *
 * @param why what is to be said of time that is over
 */
function watching(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  why: () => WayleaveError,
): { promise: Promise<never>; stop: () => void } {
  let stop = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      reject(new WayleaveError('INTERRUPTED', 'the query was ended, as its asker has gone'));
    };
    const timer = setTimeout(() => {
      reject(why());
    }, timeoutMs + GRACE_MS);
    if (signal?.aborted === true) onAbort();
    signal?.addEventListener('abort', onAbort);
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
  });
  promise.catch(() => undefined);
  return { promise, stop };
}

function unreachable(address: string, timeoutMs: number): WayleaveError {
  return new WayleaveError(
    'GRAPH_UNAVAILABLE',
    `${address} could not be reached within ${Math.round(timeoutMs)} ms`,
    { advice: 'Look whether the server runs and the address is right, and ask again.' },
  );
}

/** QUERY_TIMEOUT of a query that was given so many milliseconds. */
export function timedOut(timeoutMs: number, cause?: unknown): WayleaveError {
  return new WayleaveError(
    'QUERY_TIMEOUT',
    `the query took longer than ${Math.round(timeoutMs)} ms, and was ended`,
    {
      advice:
        'Ask for less at once (a LIMIT, a tighter MATCH, a bound on *), or allow more with WAYLEAVE_QUERY_SECONDS.',
      ...(cause === undefined ? {} : { cause }),
    },
  );
}
