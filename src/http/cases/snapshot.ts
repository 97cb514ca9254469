import { LRUCache } from 'lru-cache';
import type { Database } from '../../duckdb/database.js';
import { WayleaveError } from '../../errors.js';
import { ALWAYS } from '../../ingest/read-logs.js';
import { lawOf, type Law } from '../../law/decide.js';
import type { Case, Processor } from '../../model/case.js';
import type { Instant } from '../../model/instant.js';
import type { Analysis } from '../../model/result.js';
import type { AnalyzeOptions, Session } from '../../session.js';
import { memberAt, openResult, readAnalysis, readMembers } from '../../store/read-result.js';
import type { Store } from '../../store/store.js';
import { CaseIndex } from './case-index.js';
import { PersonIndex } from './person-index.js';

/** Lists that were filtered or counted before are kept: so many of them, with so many items together. */
const MEMO = 200;
const MEMO_ITEMS = 4_000_000;

/**
 * One analysis in memory, with what is looked up in it; never changed. Everything about it is answered from here until a
 * newer one takes its place.
 */
export class Snapshot {
  readonly processors: ReadonlyMap<string, Processor>;
  readonly law: Law;
  readonly firstAt: Instant | null;
  readonly lastAt: Instant | null;
  readonly #memo = new LRUCache<string, object>({
    max: MEMO,
    maxSize: MEMO_ITEMS,
    sizeCalculation: (made) => 1 + (Array.isArray(made) ? made.length : 0),
  });
  #users = 0;
  #retired = false;

  private constructor(
    readonly caseId: string,
    readonly fingerprint: string,
    readonly kase: Case,
    readonly options: AnalyzeOptions,
    readonly store: Store,
    readonly analysis: Analysis,
    readonly index: CaseIndex,
    readonly persons: PersonIndex,
    private readonly db: Database,
  ) {
    this.processors = new Map(kase.registers.processors.map((p) => [p.id, p]));
    this.law = lawOf(kase, analysis.counts);
    this.firstAt = analysis.flows.reduce<Instant | null>((t, f) => Math.min(t ?? Infinity, f.firstAt), null);
    this.lastAt = analysis.flows.reduce<Instant | null>((t, f) => Math.max(t ?? -Infinity, f.lastAt), null);
  }

  /**
   * Loads the current result of a store, a piece at a time.
   *
   * @param session whose store holds the result
   * @param options with which the session was opened
   * @param names store whose key makes the pseudonyms
   */
  static async load(
    caseId: string,
    session: Session,
    options: AnalyzeOptions,
    names: Store,
  ): Promise<Snapshot> {
    const known = session.store.current();
    if (known === undefined) {
      throw new WayleaveError('NO_RESULT', 'the store holds no result for this case', {
        advice: 'Run wayleave analyze first.',
      });
    }
    const db = await openResult(known.path, session.store.dir);
    try {
      const analysis = await readAnalysis(db);
      const index = await CaseIndex.of(analysis);
      const persons = await PersonIndex.of(names, analysis.named ? analysis.people : 0, readMembers(db));
      return new Snapshot(
        caseId,
        known.fingerprint,
        session.kase,
        options,
        names,
        analysis,
        index,
        persons,
        db,
      );
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** What was made before under a key, or is made now. */
  memo<T extends object>(key: string, make: () => T): T {
    const known = this.#memo.get(key);
    if (known !== undefined) return known as T;
    const made = make();
    this.#memo.set(key, made);
    return made;
  }

  /** Reads the file of the result. */
  read<T>(use: (db: Database) => Promise<T>): Promise<T> {
    return this.during(() => use(this.db));
  }

  /** While something is made of it, its file stays open, also when a newer one takes its place meanwhile. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#users++;
    try {
      return await work();
    } finally {
      this.#users--;
      this.#closeUnused();
    }
  }

  /** A newer one has taken its place. */
  retire(): void {
    this.#retired = true;
    this.#closeUnused();
  }

  isHome(jurisdiction: string): boolean {
    return this.law.atlas.isHome(jurisdiction);
  }

  /** True when the window holds every transfer of the analysis. */
  isWithin(from: Instant, until: Instant): boolean {
    if (from === ALWAYS.from && until === ALWAYS.until) return true;
    return this.firstAt !== null && this.lastAt !== null && from <= this.firstAt && until > this.lastAt;
  }

  /**
   * The person's place and cohort.
   *
   * @throws WayleaveError PERSONS_NOT_KEPT, NOT_FOUND
   */
  person(pseudonym: string): { place: number; cohort: number } {
    if (!this.analysis.named) {
      throw new WayleaveError('PERSONS_NOT_KEPT', 'the result of this case keeps no names', {
        advice: 'Analyze with a larger WAYLEAVE_NAMED, or run wayleave person.',
      });
    }
    const found = this.persons.find(pseudonym);
    if (found !== undefined) return found;
    throw new WayleaveError('NOT_FOUND', `no accepted transfer is of ${pseudonym}`, {
      accepted: 'the pseudonym of a person with accepted transfers',
    });
  }

  /** The real id of a person. */
  async userId(pseudonym: string): Promise<string> {
    const { place } = this.person(pseudonym);
    const userId = await this.read((db) => memberAt(db, place));
    if (userId === undefined) throw new RangeError(`the result has no member ${place}`);
    return userId;
  }

  #closeUnused(): void {
    if (this.#retired && this.#users === 0) this.db.close();
  }
}
