import type { Processor } from '../model/case.js';

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
