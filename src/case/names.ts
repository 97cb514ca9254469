import { suggest } from '../input/near.js';
import type { Processor } from '../model/case.js';
import type { RegisterRow } from './register-row.js';

/** A name → the id of the processor that it stands for. */
export type Names = ReadonlyMap<string, string>;

/**
 * Every name of every processor, resolved: the ids and aliases that registers and logs may use → id. What is not a key
 * is unknown; nothing is guessed.
 */
export function processorNames(processors: readonly Processor[]): Names {
  const names = new Map<string, string>();
  for (const p of processors) for (const alias of p.aliases) names.set(alias, p.id);
  for (const p of processors) names.set(p.id, p.id);
  return names;
}

/**
 * The id of the processor that a cell names.
 *
 * @param name the item, where the cell is a list; by default the cell
 * @throws WayleaveError REGISTER_INVALID when nothing is called so
 */
export function resolveProcessor(
  row: RegisterRow,
  column: string,
  names: Names,
  name = row.required(column),
): string {
  const id = names.get(name);
  if (id !== undefined) return id;
  throw row.fail(column, `${column} names an unknown processor`, suggest(name, names.keys()), name);
}
