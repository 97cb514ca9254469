import type { z } from 'zod';
import { listWords } from '../../input/near.js';
import type { Operation } from '../contract/operation.js';
import { RequestError, type RequestIssue } from '../problem.js';

/** A request's parts, as they came. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The parts of a request as an operation takes them. @throws RequestError with every part that is not accepted */
export function parseRequest(
  op: Operation,
  raw: RawRequest,
): { params: unknown; query: unknown; body: unknown } {
  const issues: RequestIssue[] = [];
  const parse = (where: string, schema: z.ZodType, value: unknown): unknown => {
    const part = parsePart(where, schema, value);
    issues.push(...part.issues);
    return part.data;
  };
  const params = parse('path', op.params, raw.params);
  const query = parse('query', op.query, { ...(raw.query as object) });
  const body = op.body === undefined ? undefined : parse('body', op.body, raw.body);
  if (issues.length > 0) throw new RequestError(issues);
  return { params, query, body };
}

/** One part of a request, and what in it is not accepted. */
export function parsePart(
  where: string,
  schema: z.ZodType,
  value: unknown,
): { data: unknown; issues: readonly RequestIssue[] } {
  const parsed = parsedOf(where, schema, value);
  if (parsed === null) {
    return { data: undefined, issues: [{ in: where, name: where, detail: 'is nested too deeply' }] };
  }
  if (parsed.success) return { data: parsed.data, issues: [] };
  return { data: undefined, issues: parsed.error.issues.flatMap((issue) => describe(where, issue)) };
}

/** Null for what is nested deeper than can be looked at. */
function parsedOf(where: string, schema: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> | null {
  try {
    return schema.safeParse(value, { error: (issue) => wording(where, issue) });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function describe(where: string, issue: z.core.$ZodIssue): RequestIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ in: where, name: key.slice(0, 100), detail: 'is not known here' }));
  }
  // A parameter that may be given several times is called as it is in the address, not by the number of the value.
  const steps = where === 'query' ? issue.path.slice(0, 1) : issue.path;
  return [{ in: where, name: steps.map(String).join('.') || where, detail: issue.message }];
}

/** What is said of a value where its schema has no words of its own: what it is, or would have to be. */
function wording(where: string, issue: z.core.$ZodRawIssue): string {
  // Of a parameter that is to be given once, Express makes a list where it is not.
  const repeated = where === 'query' && Array.isArray(issue.input);
  switch (issue.code) {
    case 'invalid_value':
      return repeated ? 'is given more than once' : `is none of ${listWords(issue.values.map(String))}`;
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      if (repeated) return 'is given more than once';
      return `is no ${TYPES.get(issue.expected) ?? issue.expected}`;
    case 'too_small':
      if (issue.origin === 'string') return 'is empty';
      return issue.origin === 'array' ? 'has too few values' : `is less than ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `has more than ${issue.maximum} characters`;
      return issue.origin === 'array'
        ? `has more than ${issue.maximum} values`
        : `is more than ${issue.maximum}`;
    default:
      return 'is not accepted';
  }
}

const TYPES = new Map<string, string>([
  ['string', 'text'],
  ['array', 'list'],
  ['record', 'object'],
  ['int', 'whole number'],
  ['boolean', 'truth value (true or false)'],
]);
