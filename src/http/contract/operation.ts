import type { z } from 'zod';
import type { ErrorCode } from '../../errors.js';

/** Who may ask: each role may also do what those before it may. */
export const ROLES = ['viewer', 'analyst', 'investigator'] as const;
export type Role = (typeof ROLES)[number];

/** A media type of an answer besides problem details. */
export type Format = 'json' | 'csv' | 'html' | 'text' | 'typed' | 'typed11';

/** One example of a request, for the documentation; every one of them is run by a test. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/**
 * One operation of the API. The Express routes, OpenAPI, the matrix of roles and the types of the client all come from
 * the table of these; nothing here runs on a server only.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As OpenAPI writes it: `/api/cases/{case}/flows`. */
  readonly path: string;
  /** The least role that may ask; `public` needs no token. */
  readonly role: Role | 'public';
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status of success, 200 where it is left out. */
  readonly status?: number;
  readonly response: z.ZodType;
  /** JSON first where nothing else is said. */
  readonly formats?: readonly Format[];
  /** Takes `from` and `to`: answers 202 with a job while the analysis of that window is being made. */
  readonly windowed?: boolean;
  /** Answers 202 with a job while what it needs is being made. */
  readonly deferred?: boolean;
  /** Media types of an answer that is a file: its path says which one it is, whatever Accept says. */
  readonly media?: readonly string[];
  /** Answers with rows of persons: noted in the audit log before it is answered. */
  readonly audited?: boolean;
  /** Errors that are its own, beside those that any operation may answer with. */
  readonly errors: readonly ErrorCode[];
  readonly examples: readonly [Example, ...Example[]];
}

/** Declares an operation, keeping the exact types of its parts. */
export function operation<const O extends Operation>(declared: O): O {
  return declared;
}
