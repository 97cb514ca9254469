import { processorNames } from '../case/names.js';
import { parseInstant } from '../input/time.js';
import { USER, type Case } from '../model/case.js';

/** Tells texts that are the id of nobody: times, and what logs of a case name beside persons. */
export function nobodyIn({ registers }: Pick<Case, 'registers'>): (text: string) => boolean {
  const { processors, fields, purposes, notices, contracts } = registers;
  const names = new Set([
    USER,
    ...processorNames(processors).keys(),
    ...[...fields, ...purposes, ...notices, ...contracts].map(({ id }) => id),
  ]);
  return (text) => names.has(text) || parseInstant(text, 'UTC') !== null;
}
