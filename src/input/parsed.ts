import { z } from 'zod';
import { acceptedBy, describeIssue } from './yaml-issue.js';

/** A document that was read and checked, or what is wrong with it, in words. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Reads JSON into a checked type. */
export function parseJson<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is not valid JSON' };
  }
  const result = schema.safeParse(value, { error: acceptedBy, reportInput: true });
  if (result.success) return { value: result.data };
  const { message, accepted } = describeIssue(result.error.issues);
  return { problem: `${message}; accepted is ${accepted}` };
}
