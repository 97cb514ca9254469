import { ERRORS, type ErrorCode, type WayleaveError } from '../../errors.js';

interface Shape {
  readonly status: number;
  readonly code: string;
}

/** What Neo4j's HTTP Query API would call our errors; statuses are Neo4j's where it has such an error. */
const SHAPES: Partial<Record<ErrorCode, Shape>> = {
  REQUEST_INVALID: { status: 400, code: 'Neo.ClientError.Request.Invalid' },
  NOT_ACCEPTABLE: { status: 406, code: 'Neo.ClientError.Request.Invalid' },
  MEDIA_UNKNOWN: { status: 415, code: 'Neo.ClientError.Request.Invalid' },
  METHOD_UNKNOWN: { status: 405, code: 'Neo.ClientError.Request.Invalid' },
  NOT_FOUND: { status: 404, code: 'Neo.ClientError.Database.DatabaseNotFound' },
  UNAUTHENTICATED: { status: 401, code: 'Neo.ClientError.Security.Unauthorized' },
  FORBIDDEN: { status: 403, code: 'Neo.ClientError.Security.Forbidden' },
  TOO_MANY_REQUESTS: { status: 429, code: 'Neo.ClientError.Request.Invalid' },
  QUERY_SYNTAX: { status: 400, code: 'Neo.ClientError.Statement.SyntaxError' },
  QUERY_REFUSED: { status: 400, code: 'Neo.ClientError.Statement.AccessMode' },
  // Neo4j has begun to answer when a statement fails: it says so within the answer.
  QUERY_FAILED: { status: 202, code: 'Neo.ClientError.Statement.ExecutionFailed' },
  QUERY_TIMEOUT: { status: 504, code: 'Neo.ClientError.Transaction.TransactionTimedOut' },
  QUERY_MEMORY: { status: 507, code: 'Neo.TransientError.General.MemoryPoolOutOfMemoryError' },
  GRAPH_UNAVAILABLE: { status: 503, code: 'Neo.TransientError.General.DatabaseUnavailable' },
  GRAPH_PENDING: { status: 503, code: 'Neo.TransientError.General.DatabaseUnavailable' },
  ANALYSIS_PENDING: { status: 503, code: 'Neo.TransientError.General.DatabaseUnavailable' },
  INTERNAL: { status: 500, code: 'Neo.DatabaseError.General.UnknownError' },
};

/** True for paths whose clients expect errors in Neo4j's shape. */
export function speaksNeo4j(path: string): boolean {
  return path.startsWith('/db/');
}

/** The status that Neo4j's HTTP Query API would answer an error with. */
export function neo4jStatus(code: ErrorCode): number {
  return SHAPES[code]?.status ?? ERRORS[code].http;
}

/** An error in the shape of Neo4j's HTTP Query API. A code that Neo4j itself gave is passed on. */
export function neo4jErrors(error: WayleaveError, message: string): { status: number; body: unknown } {
  const shape = SHAPES[error.code] ?? { status: error.httpStatus, code: `Wayleave.${error.code}` };
  const { code: given } = (error.cause ?? {}) as { code?: unknown };
  const code = typeof given === 'string' && given.startsWith('Neo.') ? given : shape.code;
  const data = shape.status === 202 ? { data: { fields: [], values: [] } } : {};
  return { status: shape.status, body: { ...data, errors: [{ code, message }] } };
}
