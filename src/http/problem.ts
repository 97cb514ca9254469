import type { z } from 'zod';
import { describePlace, WayleaveError } from '../errors.js';
import { ParameterError } from '../query/parameter-error.js';
import type { problem } from './contract/answers.js';

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

/** An error as problem details (RFC 9457). What went wrong inside stays in the log. */
export function problemOf(error: WayleaveError, requestId: string): Problem {
  const internal = error.code === 'INTERNAL';
  return {
    type: `/docs#${error.code}`,
    title: titleOf(error.code),
    status: error.httpStatus,
    code: error.code,
    detail: internal
      ? 'A defect of the program. The log of the server has more under this id.'
      : error.message,
    instance: `urn:wayleave:request:${requestId}`,
    ...(error.accepted === undefined ? {} : { accepted: error.accepted }),
    ...(error.advice === undefined ? {} : { advice: error.advice }),
    ...(error.place === undefined || internal ? {} : { place: describePlace(error.place) }),
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
