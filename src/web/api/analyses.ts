type Watcher = () => void;

/**
 * Which analysis each case is answered from. The server takes up a new one while the page is open; numbers of two must not
 * stand side by side, so that all that is looked at is asked anew then.
 */
export class Analyses {
  readonly #known = new Map<string, string>();
  readonly #turns = new Map<string, number>();
  readonly #watchers = new Set<Watcher>();

  /** @param onNew called with the id of a case that has another analysis than before */
  constructor(private readonly onNew: (caseId: string) => void) {}

  /**
   * Takes note of what the server says.
   *
   * @param analysis fingerprint of the whole analysis, not of a window; null while there is none
   */
  heard(caseId: string, analysis: string | null): void {
    const former = this.#known.get(caseId);
    if (analysis === null || analysis === former) return;
    this.#known.set(caseId, analysis);
    if (former === undefined) return;
    this.#turns.set(caseId, this.turn(caseId) + 1);
    this.onNew(caseId);
    for (const watcher of this.#watchers) watcher();
  }

  /** How often a case had a new analysis. */
  turn(caseId: string): number {
    return this.#turns.get(caseId) ?? 0;
  }

  /** @returns ends it */
  readonly watch = (watcher: Watcher): (() => void) => {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  };
}
