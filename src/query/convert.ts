import type { Parameter } from '../graph/graph-store.js';
import { parseInstant } from '../input/time.js';
import type { ScalarType, ValueType } from './value-type.js';

/**
 * A value that was given for a parameter, as the query wants it: text from a command line or an address is read, values of
 * JSON are taken as they are; times become microseconds.
 *
 * @param given not null
 * @returns undefined when it is no value of the type
 */
export function convert(given: unknown, { scalar, list }: ValueType): Parameter | undefined {
  if (!list) return scalarOf(given, scalar);
  const given_ = typeof given === 'string' ? given.split('|').map((item) => item.trim()) : given;
  if (!Array.isArray(given_)) return undefined;
  const values = given_.map((item) => scalarOf(item, scalar));
  return values.some((v) => v === undefined) ? undefined : values.filter((v) => v !== undefined);
}

function scalarOf(given: unknown, scalar: ScalarType): Parameter | undefined {
  switch (scalar.kind) {
    case 'string':
    case 'node':
      return textOf(given);
    case 'words': {
      const text = textOf(given);
      return text !== undefined && scalar.words.includes(text) ? text : undefined;
    }
    case 'integer': {
      const number = numberOf(given, /^[+-]?\d+$/);
      return Number.isSafeInteger(number) ? number : undefined;
    }
    case 'float':
      return numberOf(given, /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i);
    case 'boolean':
      if (typeof given === 'boolean') return given;
      return given === 'true' ? true : given === 'false' ? false : undefined;
    case 'time':
      return typeof given === 'string' ? (parseInstant(given, 'UTC') ?? undefined) : undefined;
  }
}

/** An id may look like a number. */
function textOf(given: unknown): string | undefined {
  if (typeof given === 'number') return String(given);
  return typeof given === 'string' ? given : undefined;
}

function numberOf(given: unknown, shape: RegExp): number | undefined {
  const number = typeof given === 'string' && shape.test(given) ? Number(given) : given;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
