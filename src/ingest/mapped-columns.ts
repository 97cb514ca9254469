import { WayleaveError } from '../errors.js';
import { suggest } from '../input/near.js';
import type { LogSource } from '../model/case.js';

/**
 * Columns that case.yaml maps and a log need not have: one that no file has is a slip, and what it was to tell (a withdrawal, a
 * record_id) would be lost in silence. Some of the files may lack it, as older ones do.
 */
export class MappedColumns {
  readonly #seen = new Set<string>();
  /** Whether some file may have any column in any row. */
  #any = false;

  constructor(readonly source: LogSource) {}

  /** What a file's header or schema names. */
  saw(names: Iterable<string>): void {
    for (const name of names) this.#seen.add(name);
  }

  /** A file of which only its rows tell what they name. */
  sawRows(): void {
    this.#any = true;
  }

  /** @throws WayleaveError CASE_INVALID for a mapping to a column that none of the files has */
  check(): void {
    const { columns, table, files } = this.source;
    if (this.#any || files.length === 0) return;
    for (const [column, name] of columns) {
      if (this.#seen.has(name)) continue;
      throw new WayleaveError('CASE_INVALID', `no file of ${table} has a column ${name}`, {
        place: { file: 'case.yaml', id: `sources.${table}.columns.${column}` },
        accepted: suggest(name, this.#seen),
        advice: `Map ${column} to what the files call it, or leave the mapping out where they have none.`,
      });
    }
  }
}
