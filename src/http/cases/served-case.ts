import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../../config.js';
import { internal, WayleaveError } from '../../errors.js';
import type { LogRow } from '../../ingest/fetch-rows.js';
import { parseInstant } from '../../input/time.js';
import type { RowRef } from '../../model/flow.js';
import { formatInstant, type Instant } from '../../model/instant.js';
import type { Analysis } from '../../model/result.js';
import { openSession, type AnalyzeOptions, type Session } from '../../session.js';
import { Store } from '../../store/store.js';
import { Worker } from '../work/worker.js';
import type { Job, Jobs } from '../work/jobs.js';
import type { Source } from '../work/task.js';
import { Remedies } from './remedies.js';
import { ServedGraph } from './served-graph.js';
import { Snapshot } from './snapshot.js';
import { Suppositions } from './suppositions.js';

/** Windows whose analysis is held in memory, and on the disk, for one case. */
const WINDOWS = { inMemory: 8, onDisk: 64 };

export interface CaseOptions {
  readonly store?: string;
  /** Address of a graph database; undefined: as set, or embedded. */
  readonly graph?: string;
  readonly limits: Limits;
  readonly jobs: Jobs;
  /** Does what reads logs for one answer. */
  readonly reader: Worker;
}

/** A case that is served: its current analysis, those of windows, and what becomes of it while the server runs. */
export class ServedCase {
  #snapshot: Snapshot | undefined;
  #job: Job<Snapshot> | undefined;
  #failure: WayleaveError | undefined;
  #stale = false;
  #pointer = '';
  #polling = false;
  readonly #windows = new LRUCache<string, Snapshot>({
    max: WINDOWS.inMemory,
    dispose: (s) => {
      s.retire();
    },
  });

  /** The graph of the analysis, for queries. */
  readonly graph: ServedGraph;
  readonly suppositions: Suppositions;
  readonly remedies: Remedies;

  private constructor(
    readonly id: string,
    readonly dir: string,
    private session: Session,
    private readonly options: CaseOptions,
  ) {
    this.suppositions = new Suppositions(id, options.jobs, options.limits);
    this.remedies = new Remedies(id, options.jobs);
    this.graph = new ServedGraph(options.graph, session.store.dir, async () => {
      const { store, graph } = this.options;
      const given = { ...storeOption(store), ...(graph === undefined ? {} : { graph }) };
      const task = { kind: 'graph', caseDir: dir, options: given, limits: options.limits } as const;
      const worker = new Worker();
      try {
        return await worker.run<'graph'>(task, () => undefined);
      } finally {
        worker.close();
      }
    });
  }

  /**
   * Opens a case; its analysis is loaded, or made, in the background.
   *
   * @throws WayleaveError for a broken case
   */
  static async open(id: string, dir: string, options: CaseOptions): Promise<ServedCase> {
    const served = new ServedCase(id, dir, await openSession(dir, storeOption(options.store)), options);
    served.#refresh();
    return served;
  }

  get title(): string {
    return this.session.kase.title;
  }

  get store(): Store {
    return this.session.store;
  }

  /** Whether registers or logs have changed since the analysis that is served, or cannot be read any more. */
  get stale(): boolean {
    return this.#stale;
  }

  /** What work on it may take. */
  get limits(): Limits {
    return this.options.limits;
  }

  /** ready: there is an analysis to answer from, though a newer one may be made; failed: there is none, as making it failed. */
  get state(): 'analyzing' | 'ready' | 'failed' {
    if (this.#snapshot !== undefined) return 'ready';
    return this.#failure === undefined ? 'analyzing' : 'failed';
  }

  /** What the last analysis came to, when it failed. */
  get failure(): WayleaveError | undefined {
    return this.#failure;
  }

  /** The job of the first analysis; undefined once there is one. */
  get progress(): Job<Snapshot> | undefined {
    return this.#snapshot === undefined ? this.#job : undefined;
  }

  /** Resolves when there is an analysis to answer from; rejects when there will be none. */
  async ready(): Promise<void> {
    await this.#job?.result;
  }

  /** The analysis that is served, if there is one yet. */
  get loaded(): Snapshot | undefined {
    return this.#snapshot;
  }

  /** @throws WayleaveError ANALYSIS_PENDING, or what the analysis came to */
  snapshot(): Snapshot {
    if (this.#snapshot !== undefined) return this.#snapshot;
    if (this.#failure !== undefined) throw this.#failure;
    throw new WayleaveError('ANALYSIS_PENDING', `the case ${this.id} is being analyzed`, {
      advice: 'Ask again in some seconds; /api/cases tells how far it is.',
    });
  }

  /**
   * The analysis of a window, or the job that makes it.
   *
   * @throws WayleaveError REQUEST_INVALID, STALE_RESULT, LOGS_ELSEWHERE, BUSY, ANALYSIS_PENDING
   */
  async window(from: string | undefined, to: string | undefined): Promise<Snapshot | Job<Snapshot>> {
    const base = this.snapshot();
    const since = this.#instant('from', from) ?? -Infinity;
    const until = this.#instant('to', to) ?? Infinity;
    if (base.isWithin(since, until)) return base;
    if (since >= until) throw invalidWindow('to', to ?? '', 'a time after `from`');
    const text = {
      ...(Number.isFinite(since) ? { from: formatInstant(since) } : {}),
      ...(Number.isFinite(until) ? { to: formatInstant(until) } : {}),
    };
    const key = createHash('sha256')
      .update(JSON.stringify([base.fingerprint, text]))
      .digest('hex')
      .slice(0, 24);
    const known = this.#windows.get(key);
    if (known !== undefined) return known;
    await this.assertFresh();
    this.#assertLogsHere();
    const store = join(this.store.dir, 'windows', key);
    const options = { store, ...text };
    const session = await openSession(this.dir, options);
    if (session.store.current()?.fingerprint === session.fingerprint)
      return this.#load(key, session, options);
    const about = `Analysis of ${this.title}, ${text.from ?? 'the beginning'} to ${text.to ?? 'the end'}`;
    return this.options.jobs.submit(`${this.id} ${key}`, about, async (onProgress, signal) => {
      this.#forgetOldWindows(key);
      const worker = new Worker();
      try {
        const task = { kind: 'analyze', caseDir: this.dir, options, limits: this.options.limits } as const;
        await worker.run<'analyze'>(task, onProgress, signal);
      } finally {
        worker.close();
      }
      return this.#load(key, session, options);
    });
  }

  /** Where an analysis of this case is, for processes that work on it. */
  sourceOf({ fingerprint, options }: Snapshot): Source {
    return { caseDir: this.dir, options, fingerprint, names: this.store.dir };
  }

  /** Rows of the transfers log, by `file:row`. @throws WayleaveError STALE_RESULT when it changed */
  async rows(refs: readonly RowRef[]): Promise<ReadonlyMap<string, LogRow>> {
    await this.assertFresh();
    const { reader, limits, store } = this.options;
    const task = { kind: 'rows', caseDir: this.dir, options: storeOption(store), limits, refs } as const;
    return reader.run<'rows'>(task, () => undefined);
  }

  /** What the logs hold of one person. @throws WayleaveError STALE_RESULT */
  async personAnalysis(userId: string, signal: AbortSignal): Promise<Analysis> {
    await this.assertFresh();
    const { reader, limits, store } = this.options;
    const task = { kind: 'person', caseDir: this.dir, options: storeOption(store), limits, userId } as const;
    return reader.run<'person'>(task, () => undefined, signal);
  }

  /** @throws WayleaveError STALE_RESULT when the case or its logs changed since the analysis was made */
  async assertFresh(): Promise<void> {
    const { fingerprint } = await openSession(this.dir, storeOption(this.options.store));
    if (fingerprint !== this.snapshot().fingerprint) {
      this.#stale = true;
      throw new WayleaveError('STALE_RESULT', `${this.title} changed since it was analyzed`, {
        advice: 'Run wayleave analyze: the server takes the new analysis up by itself.',
      });
    }
  }

  /** Looks whether the case, its logs or its result changed. */
  async poll(): Promise<void> {
    if (this.#polling || this.state === 'analyzing') return;
    this.#polling = true;
    try {
      const session = await openSession(this.dir, storeOption(this.options.store));
      const current = session.store.current()?.fingerprint;
      this.#stale = session.fingerprint !== this.#snapshot?.fingerprint;
      const pointer = pointerOf(session.store);
      if (this.#stale && current === session.fingerprint && pointer !== this.#pointer) {
        this.session = session;
        await this.#take(session);
      }
    } catch (error) {
      // A case that is broken for the moment is served as it was; the next poll looks again.
      if (!(error instanceof WayleaveError)) throw error;
      this.#stale = true;
    } finally {
      this.#polling = false;
    }
  }

  async close(): Promise<void> {
    this.#job?.cancel();
    this.#windows.clear();
    this.#snapshot?.retire();
    this.suppositions.close();
    await this.graph.close();
  }

  #refresh(): void {
    const { session } = this;
    const { limits, jobs } = this.options;
    this.#job = jobs.submit(`${this.id} all`, `Analysis of ${this.title}`, async (onProgress, signal) => {
      if (session.store.current()?.fingerprint !== session.fingerprint) {
        const worker = new Worker();
        try {
          const options = storeOption(this.options.store);
          const task = { kind: 'analyze', caseDir: this.dir, options, limits } as const;
          await worker.run<'analyze'>(task, onProgress, signal);
        } finally {
          worker.close();
        }
      }
      onProgress('Loading the result', 0, 0);
      return this.#take(session);
    });
    this.#job.result.catch((error: unknown) => {
      this.#failure = error instanceof WayleaveError ? error : internal(String(error), error);
    });
  }

  async #take(session: Session): Promise<Snapshot> {
    const pointer = pointerOf(session.store);
    const next = await Snapshot.load(this.id, session, storeOption(this.options.store), session.store);
    const former = this.#snapshot;
    this.#snapshot = next;
    this.#pointer = pointer;
    this.#stale = false;
    this.#failure = undefined;
    this.#windows.clear();
    former?.retire();
    void this.graph.prepare(next.fingerprint);
    this.suppositions.prepare(this.sourceOf(next));
    return next;
  }

  async #load(key: string, session: Session, options: AnalyzeOptions): Promise<Snapshot> {
    const loaded = await Snapshot.load(this.id, session, options, this.store);
    this.#windows.set(key, loaded);
    return loaded;
  }

  #instant(name: string, text: string | undefined): Instant | undefined {
    if (text === undefined) return undefined;
    const at = parseInstant(text, this.session.kase.transfers.timezone);
    if (at === null) {
      throw invalidWindow(name, text, 'ISO 8601, such as 2024-05-22 or 2024-05-22T09:00:00+09:00');
    }
    return at;
  }

  /** @throws WayleaveError LOGS_ELSEWHERE when logs lie at addresses, so that no window can be analyzed here */
  #assertLogsHere(): void {
    const { transfers, consents } = this.session.kase;
    const there = [...transfers.files, ...consents.files].find((file) => file.remote !== undefined);
    if (there === undefined) return;
    throw new WayleaveError(
      'LOGS_ELSEWHERE',
      `counting other months needs the logs, and ${there.path} is read by a cluster`,
      {
        place: { file: there.path },
        advice:
          'Look at all months here; others with wayleave analyze CASE --engine spark --master URL --from … --to … --store DIR.',
      },
    );
  }

  #forgetOldWindows(but: string): void {
    const dir = join(this.store.dir, 'windows');
    const byAge = readdirSync(dir)
      .filter((name) => name !== but && !this.#windows.has(name))
      // Another process may have removed it meanwhile.
      .map((name) => ({ name, at: statSync(join(dir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
      .sort((a, b) => b.at - a.at);
    for (const { name } of byAge.slice(WINDOWS.onDisk - 1)) {
      rmSync(join(dir, name), { recursive: true, force: true });
    }
  }
}

function invalidWindow(name: string, text: string, accepted: string): WayleaveError {
  return new WayleaveError('REQUEST_INVALID', `${name}=${text} is not accepted`, { accepted });
}

function storeOption(store: string | undefined): { store?: string } {
  return store === undefined ? {} : { store };
}

/** Changes when a store's result is replaced. */
function pointerOf(store: Store): string {
  try {
    const { mtimeMs, ino } = statSync(join(store.dir, 'current.json'));
    return `${mtimeMs} ${ino}`;
  } catch {
    // There is none: it was never analyzed, or its store is gone.
    return '';
  }
}
