import type { z } from 'zod';
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
  const parsed = parsedOf(schema, value);
  if (parsed === null) {
    return { data: undefined, issues: [{ in: where, name: where, detail: 'is nested too deeply' }] };
  }
  if (parsed.success) return { data: parsed.data, issues: [] };
  return { data: undefined, issues: parsed.error.issues.flatMap((issue) => describe(where, issue)) };
}

/** Null for what is nested deeper than can be looked at. */
function parsedOf(schema: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> | null {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function describe(where: string, issue: z.core.$ZodIssue): RequestIssue[] {
  const name = issue.path.map(String).join('.') || where;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ in: where, name: key.slice(0, 100), detail: 'is not known here' }));
  }
  return [{ in: where, name, detail: issue.message }];
}
