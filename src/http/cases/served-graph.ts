import { graphAccess, graphLimits } from '../../config.js';
import { WayleaveError, internal } from '../../errors.js';
import type { GraphStore } from '../../graph/graph-store.js';
import { openGraphStore } from '../../graph/open-store.js';

/** A query waits so long for the graph before its asker is told to come back, and a failed load is tried again: milliseconds. */
const TIMES = { patience: 5000, again: 2000 };

/**
 * The graph of a served case: kept in step with the analysis that is served, and found again when its store went away and
 * came back.
 */
export class ServedGraph {
  readonly store: GraphStore;
  #loaded = '';
  #loading: Promise<void> | undefined;
  #failure: { readonly error: WayleaveError; readonly at: number } | undefined;

  /**
   * @param url address of a graph database; undefined: as set, or embedded
   * @param load loads the graph of the analysis that is current, and says which that is
   * @throws WayleaveError USAGE for an address of no store
   */
  constructor(
    url: string | undefined,
    caseStore: string,
    private readonly load: () => Promise<string>,
  ) {
    this.store = openGraphStore(graphAccess(url), caseStore, graphLimits());
  }

  get state(): 'ready' | 'loading' | 'unavailable' | 'idle' {
    if (this.#loading !== undefined) return 'loading';
    if (this.#failure !== undefined) return 'unavailable';
    return this.#loaded === '' ? 'idle' : 'ready';
  }

  /** Loads the graph of an analysis unless it is there. Errors are kept for whoever asks next. */
  prepare(analysis: string): Promise<void> {
    if (this.#loaded === analysis) return Promise.resolve();
    this.#loading ??= this.load()
      .then(
        (loaded) => {
          this.#loaded = loaded;
          this.#failure = undefined;
        },
        (error: unknown) => {
          const known = error instanceof WayleaveError ? error : internal(String(error), error);
          this.#failure = { error: known, at: Date.now() };
        },
      )
      .finally(() => {
        this.#loading = undefined;
      });
    return this.#loading;
  }

  /**
   * The store, holding the graph of an analysis.
   *
   * @throws WayleaveError GRAPH_PENDING, and what loading came to
   */
  async of(analysis: string): Promise<GraphStore> {
    if (this.#loaded === analysis) return this.store;
    const recent = this.#failure;
    if (recent !== undefined && Date.now() - recent.at < TIMES.again) throw recent.error;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, TIMES.patience);
    });
    await Promise.race([this.prepare(analysis), patience]);
    clearTimeout(timer);
    if (this.#loaded === analysis) return this.store;
    const failure = this.#failure;
    if (failure !== undefined && failure !== recent) throw failure.error;
    throw new WayleaveError('GRAPH_PENDING', 'the graph is being loaded', {
      advice: 'Ask again in some seconds; all but queries is answered meanwhile.',
    });
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
