import { z } from 'zod';
import { numbersAsTexts } from './json-numbers.js';
import { acceptedBy, describeIssue } from './yaml-issue.js';

/** A document that was read and checked, or what is wrong with it, in words. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/**
 * Reads JSON into a checked type.
 *
 * @param numbers whether numbers keep the text that they were written in
 */
export function parseJson<T>(text: string, schema: z.ZodType<T>, numbers?: 'numbers as texts'): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (numbers !== undefined) value = JSON.parse(numbersAsTexts(text));
  } catch {
    return { problem: 'it is not valid JSON' };
  }
  const result = schema.safeParse(value, { error: acceptedBy, reportInput: true });
  if (result.success) return { value: result.data };
  const { message, accepted } = describeIssue(result.error.issues);
  return { problem: `${message}; accepted is ${accepted}` };
}
