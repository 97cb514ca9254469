import type { Job } from './types.js';

/** What is known of an answer: the same object until that changes. */
export interface Known<T> {
  readonly answer: T | undefined;
  readonly error: unknown;
  /** Work of the server that the answer waits for. */
  readonly job: Job | undefined;
}

/** Asks for an answer; ends when the signal is aborted. */
export type Ask = (waiting: {
  readonly signal: AbortSignal;
  readonly onJob: (job: Job) => void;
}) => Promise<unknown>;

interface Entry {
  known: Known<unknown>;
  /** How it was asked for last. */
  ask: Ask;
  readonly watchers: Set<() => void>;
  /** Of the request under way. */
  control: AbortController | undefined;
}

/** Nothing is known yet. */
export const NOTHING: Known<never> = { answer: undefined, error: undefined, job: undefined };

/**
 * Answers by address, for all who look at them: as long as a case has no new analysis, going back is instant, and what
 * several ask at once is asked once. Whatever is drawn from it must be drawn anew when it changes: it is
 * read by `known` and watched by `watch`, as React's useSyncExternalStore wants it. (To read it without watching let whole
 * panes wait for ever: React keeps what it gathered in a drawing that it then drops because no state of it changed.)
 */
export class Answers {
  readonly #entries = new Map<string, Entry>();

  /** @param most answers that are kept while nobody watches them */
  constructor(private readonly most: number) {}

  known(address: string): Known<unknown> {
    return this.#entries.get(address)?.known ?? NOTHING;
  }

  /**
   * Watches an answer; asks for it when it is neither known nor on its way.
   *
   * @param watcher called each time that what is known of it changes
   * @returns ends it: a request that nobody waits for any more is aborted
   */
  watch(address: string, ask: Ask, watcher: () => void): () => void {
    const entry = this.#entries.get(address) ?? {
      known: NOTHING,
      ask,
      watchers: new Set(),
      control: undefined,
    };
    this.#entries.set(address, entry);
    entry.watchers.add(watcher);
    entry.ask = ask;
    if (entry.known.answer === undefined && entry.control === undefined) this.#ask(entry);
    return () => {
      entry.watchers.delete(watcher);
      if (entry.watchers.size === 0) this.#leave(address, entry);
    };
  }

  /** Asks anew, unless a request is under way; an answer that is known stays until the new one is there. */
  again(address: string, ask: Ask): void {
    const entry = this.#entries.get(address);
    if (entry === undefined || entry.control !== undefined) return;
    entry.ask = ask;
    this.#ask(entry);
  }

  /**
   * Asks anew for all that is looked at under addresses, and forgets what is not: they have other answers now. What is
   * looked at stays until its new answer is there.
   */
  renew(isOf: (address: string) => boolean): void {
    for (const [address, entry] of this.#entries) {
      if (!isOf(address)) continue;
      if (entry.watchers.size === 0) {
        this.#entries.delete(address);
        continue;
      }
      const { control } = entry;
      entry.control = undefined;
      control?.abort();
      this.#ask(entry);
    }
  }

  #ask(entry: Entry): void {
    const control = new AbortController();
    entry.control = control;
    const tell = (known: Known<unknown>, ends: boolean) => {
      // Whoever left in the meantime has taken the entry along.
      if (entry.control !== control) return;
      if (ends) entry.control = undefined;
      entry.known = known;
      for (const watcher of entry.watchers) watcher();
    };
    if (entry.known.error !== undefined) tell({ ...entry.known, error: undefined }, false);
    entry
      .ask({
        signal: control.signal,
        onJob: (job) => {
          tell({ ...entry.known, job }, false);
        },
      })
      .then(
        (answer) => {
          tell({ answer, error: undefined, job: undefined }, true);
        },
        (error: unknown) => {
          tell({ answer: undefined, error, job: undefined }, true);
        },
      );
  }

  /** Nobody watches it: an answer is kept as the newest of those, anything else is forgotten. */
  #leave(address: string, entry: Entry): void {
    const { control } = entry;
    entry.control = undefined;
    control?.abort();
    if (this.#entries.get(address) === entry) this.#entries.delete(address);
    if (entry.known.answer === undefined) return;
    this.#entries.set(address, entry);
    let over = this.#entries.size - this.most;
    for (const [oldest, { watchers }] of this.#entries) {
      if (over <= 0) break;
      if (watchers.size > 0) continue;
      this.#entries.delete(oldest);
      over--;
    }
  }
}
