import { z } from 'zod';
import { nearest, listWords } from './near.js';

/** What is wrong with a YAML file, in words. */
export interface Issue {
  readonly path: readonly (string | number)[];
  /** The offending key, where it is the key and not the value. */
  readonly key?: string;
  readonly message: string;
  readonly accepted: string;
}

/**
 * The message that a schema without one of its own gives to an issue: what would be accepted. To be passed to zod as
 * the `error` of a parse; a schema that says `error: '...'` itself says there what it accepts.
 */
export function acceptedBy(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.inst instanceof z.ZodObject ? listWords(Object.keys(issue.inst.shape)) : 'other keys';
    case 'invalid_value':
      return listWords(issue.values.map(String));
    case 'invalid_type':
      return TYPES.get(issue.expected) ?? issue.expected;
    case 'too_small':
      return boundary(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return boundary(issue.origin, 'at most', issue.maximum);
    default:
      return 'another value';
  }
}

/** The issue to report: an unknown key first, since a misspelt key is also a missing one. */
export function describeIssue(issues: readonly z.core.$ZodIssue[]): Issue {
  const issue = issues.find((i) => i.code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return { path: [], message: 'does not fit', accepted: 'another value' };
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const name = path.length === 0 ? 'the file' : nameOf(path);
  const accepted = issue.message;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const meant = nearest(key, accepted.split(', '));
    const where = path.length === 0 ? '' : ` in ${name}`;
    return {
      path,
      key,
      message: `unknown key ${key}${where}`,
      accepted: meant === undefined ? accepted : `${accepted}; did you mean ${meant}?`,
    };
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return { path, message: `${name} is missing`, accepted };
  }
  if (issue.code === 'invalid_value' && typeof issue.input === 'string') {
    const meant = nearest(issue.input, issue.values.map(String));
    if (meant !== undefined) {
      return { path, message: `${name} is not understood`, accepted: `${accepted}; did you mean ${meant}?` };
    }
  }
  return { path, message: `${name} is not understood`, accepted };
}

const TYPES = new Map<string, string>([
  ['string', 'a text (in quotes where it looks like a number, true, false or null)'],
  ['array', 'a list: [a, b]'],
  ['object', 'keys and values'],
  ['record', 'keys and values'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
]);

function boundary(origin: string, how: string, limit: number | bigint): string {
  if (origin === 'array') return `a list of ${how} ${limit}`;
  return origin === 'string' ? 'a text that is not empty' : `a number of ${how} ${limit}`;
}

/** `sources.transfers.files[0]` */
function nameOf(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    '',
  );
}
