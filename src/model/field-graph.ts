import type { DataField } from './case.js';
import { getOrMake } from './collect.js';

/** Answers into which fields a field may go on: itself, and all that is derived from it in one or more steps. */
export class FieldGraph {
  readonly #parents: ReadonlyMap<string, readonly string[]>;
  readonly #sources = new Map<string, ReadonlySet<string>>();

  constructor(fields: readonly DataField[]) {
    this.#parents = new Map(fields.map((f) => [f.id, f.derivedFrom]));
  }

  /** The field and everything that it is derived from, in one or more steps. */
  sourcesOf(field: string): ReadonlySet<string> {
    return getOrMake(this.#sources, field, () => {
      const found = new Set([field]);
      // A Set iterates over what is added on the way, so this is a breadth-first search.
      for (const f of found) for (const parent of this.#parents.get(f) ?? []) found.add(parent);
      return found;
    });
  }

  /** True when data held as `from` may be passed on as `to`. */
  continues(from: string, to: string): boolean {
    return this.sourcesOf(to).has(from);
  }
}
