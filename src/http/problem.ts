import type { z } from 'zod';
import { describePlace, WayleaveError } from '../errors.js';
import { ParameterError } from '../query/parameter-error.js';
import type { failure, problem } from './contract/answers.js';

export type Problem = z.output<typeof problem>;
export type RequestIssue = NonNullable<Problem['errors']>[number];

/** A request that is not accepted, with each part that is wrong. */
export class RequestError extends WayleaveError {
  constructor(readonly issues: readonly RequestIssue[]) {
    const [first] = issues;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    super(
      'REQUEST_INVALID',
      first === undefined ? 'the request is not accepted' : `${first.name}: ${first.detail}${more}`,
      { advice: 'openapi.json describes what each operation takes.' },
    );
  }
}

/** What is told of an error, wherever it happened. What went wrong inside stays in the log. */
export function toldOf(error: WayleaveError): z.output<typeof failure> {
  const { code, message, accepted, advice, place } = error;
  const internal = code === 'INTERNAL';
  return {
    code,
    detail: internal ? 'A defect of the program. The log of the server has more.' : message,
    ...(accepted === undefined ? {} : { accepted }),
    ...(advice === undefined ? {} : { advice }),
    ...(place === undefined || internal ? {} : { place: describePlace(place) }),
  };
}

/** An error as problem details (RFC 9457). */
export function problemOf(error: WayleaveError, requestId: string): Problem {
  return {
    type: `/docs#${error.code}`,
    title: titleOf(error.code),
    status: error.httpStatus,
    ...toldOf(error),
    instance: `urn:wayleave:request:${requestId}`,
    ...(error instanceof RequestError ? { errors: [...error.issues] } : {}),
    ...(error instanceof ParameterError
      ? { errors: [{ in: 'query', name: error.parameter, detail: error.message }] }
      : {}),
  };
}

function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
