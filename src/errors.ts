/**
 * The registry of every error that Wayleave reports on purpose: a stable code, the HTTP status and the exit code that
 * go with it, and when it occurs. `docs/errors.md` lists the same codes; a test proves that the two agree.
 */
export const ERRORS = {
  USAGE: { http: 400, exit: 2, when: 'The command line, or a value given on it, is not understood.' },
  CASE_NOT_FOUND: {
    http: 404,
    exit: 2,
    when: 'The case folder, or its case.yaml, does not exist.',
  },
  CASE_INVALID: {
    http: 422,
    exit: 2,
    when: 'case.yaml cannot be read, or holds an unknown key or a value that is not accepted.',
  },
  REGISTER_INVALID: {
    http: 422,
    exit: 2,
    when: 'A register lacks a column or holds a value that is not accepted.',
  },
  PACK_INVALID: {
    http: 422,
    exit: 2,
    when: 'A rule pack cannot be read, or says something the language does not know.',
  },
  LOG_UNREADABLE: {
    http: 422,
    exit: 2,
    when: 'A log file is missing, damaged, or not in the format its name says.',
  },
  LOGS_ELSEWHERE: {
    http: 422,
    exit: 2,
    when: 'Logs lie at an address that only a cluster reads, and what is asked needs them on this machine.',
  },
  STORE_UNUSABLE: { http: 500, exit: 2, when: 'The store cannot be created, read or written.' },
  NO_RESULT: { http: 404, exit: 2, when: 'The store holds no result for this case yet.' },
  STALE_RESULT: {
    http: 409,
    exit: 2,
    when: 'The case or its logs changed since the result in the store was computed.',
  },
  NOT_FOUND: { http: 404, exit: 2, when: 'The result holds nothing under the id that was asked for.' },
  CHANGE_INVALID: {
    http: 422,
    exit: 2,
    when: 'What is supposed of a case holds an unknown key or name, or contradicts itself.',
  },
  SITUATIONS_MISSING: {
    http: 409,
    exit: 2,
    when: 'The result keeps no situations, as there were too many, and what is asked is answered from them only.',
  },
  GRAPH_UNAVAILABLE: {
    http: 503,
    exit: 2,
    when: 'The graph store cannot be reached, or went away in the middle.',
  },
  GRAPH_FOREIGN: {
    http: 409,
    exit: 2,
    when: 'The graph database holds something that Wayleave did not put there.',
  },
  GRAPH_OTHER_CASE: {
    http: 409,
    exit: 2,
    when: 'The graph database holds another case, and it was not asked to be replaced.',
  },
  GRAPH_TOO_LARGE: {
    http: 507,
    exit: 2,
    when: 'The graph does not fit one transaction of the graph database.',
  },
  GRAPH_MISMATCH: {
    http: 500,
    exit: 1,
    when: 'The graph database counts other nodes or relationships than the analysis has.',
  },
  GRAPH_PENDING: { http: 503, exit: 2, when: 'The graph of the case is being loaded into the graph store.' },
  QUERY_UNKNOWN: { http: 404, exit: 2, when: 'No query of the catalog has this name.' },
  QUERY_PARAMETER: {
    http: 400,
    exit: 2,
    when: 'A parameter of a query is missing, unknown or of the wrong type.',
  },
  QUERY_INVALID: {
    http: 500,
    exit: 1,
    when: 'A file of the catalog is not a query as docs/queries.md describes it.',
  },
  QUERY_SYNTAX: { http: 400, exit: 2, when: 'The graph database does not understand the query.' },
  QUERY_REFUSED: {
    http: 403,
    exit: 2,
    when: 'The query writes, reads files or calls a procedure that is not allowed.',
  },
  QUERY_FAILED: { http: 422, exit: 2, when: 'The query ran into an error, such as a division by zero.' },
  QUERY_TIMEOUT: { http: 504, exit: 2, when: 'The query took longer than it may, and was ended.' },
  QUERY_MEMORY: { http: 507, exit: 2, when: 'The query needed more memory than it may, and was ended.' },
  EXPORT_EMPTY: {
    http: 422,
    exit: 2,
    when: 'The answer of the query holds no nodes, relationships or paths to export.',
  },
  EXPORT_TOO_LARGE: { http: 507, exit: 2, when: 'The graph is too large for the format.' },
  EXPORT_UNWRITABLE: {
    http: 500,
    exit: 2,
    when: 'The file or folder of an export, or what is printed, cannot be written.',
  },
  EXPORT_VALUE: {
    http: 422,
    exit: 2,
    when: 'A value of the graph cannot be written in the format.',
  },
  QUERY_ROWS: {
    http: 413,
    exit: 2,
    when: 'A query has more rows than it may answer with, and its asker wants all or none.',
  },
  REQUEST_INVALID: {
    http: 400,
    exit: 2,
    when: 'A parameter or the body of a request is missing, unknown or not accepted.',
  },
  CURSOR_INVALID: { http: 400, exit: 2, when: 'The cursor is not one of this list with these filters.' },
  CURSOR_GONE: { http: 410, exit: 2, when: 'The analysis changed since the cursor was given.' },
  UNAUTHENTICATED: { http: 401, exit: 2, when: 'The request carries no token, or one that is not accepted.' },
  FORBIDDEN: { http: 403, exit: 2, when: 'The role of the asker does not permit this.' },
  ORIGIN_REFUSED: { http: 403, exit: 2, when: 'The request comes from a page of another origin.' },
  ROUTE_UNKNOWN: { http: 404, exit: 2, when: 'Nothing is served under this path.' },
  METHOD_UNKNOWN: { http: 405, exit: 2, when: 'The path does not serve this method.' },
  NOT_ACCEPTABLE: { http: 406, exit: 2, when: 'The answer does not exist in a format that is asked for.' },
  REQUEST_TIMEOUT: { http: 408, exit: 2, when: 'The request did not arrive in time.' },
  BODY_TOO_LARGE: { http: 413, exit: 2, when: 'The body of the request is larger than it may be.' },
  MEDIA_UNKNOWN: {
    http: 415,
    exit: 2,
    when: 'The body is not of a media type or encoding that is understood.',
  },
  HOST_REFUSED: { http: 421, exit: 2, when: 'The request names a host under which nothing is served.' },
  TOO_MANY_REQUESTS: { http: 429, exit: 2, when: 'The asker sends more requests than are answered.' },
  HEADERS_TOO_LARGE: { http: 431, exit: 2, when: 'The headers of the request are larger than they may be.' },
  ANALYSIS_PENDING: { http: 503, exit: 2, when: 'The case is being analyzed, and there is no result yet.' },
  BUSY: { http: 503, exit: 2, when: 'So much work waits already that no more is taken on.' },
  SHUTTING_DOWN: { http: 503, exit: 2, when: 'The server is being ended.' },
  PERSONS_NOT_KEPT: {
    http: 409,
    exit: 2,
    when: 'The result keeps no names: there are more people than `WAYLEAVE_NAMED`.',
  },
  TOKENS_NEEDED: {
    http: 403,
    exit: 2,
    when: 'The server would listen beyond this machine without any token.',
  },
  AUDIT_UNWRITABLE: {
    http: 503,
    exit: 2,
    when: 'The audit log cannot be written, so that nothing is shown.',
  },
  AUDIT_BROKEN: { http: 409, exit: 1, when: 'The audit log was changed after it was written.' },
  SPARK_MISSING: {
    http: 503,
    exit: 2,
    when: 'Apache Spark is asked for, and its `spark-submit` is not found.',
  },
  SPARK_UNREACHABLE: { http: 503, exit: 2, when: 'The Spark master takes no connection.' },
  SPARK_FAILED: {
    http: 502,
    exit: 1,
    when: 'The Spark application ended, or a task of it failed as often as Spark allows.',
  },
  INTERRUPTED: { http: 503, exit: 130, when: 'The run was interrupted; the former result is untouched.' },
  OUT_OF_MEMORY: {
    http: 507,
    exit: 1,
    when: 'The work does not fit the memory limit, however it is divided.',
  },
  INTERNAL: {
    http: 500,
    exit: 1,
    when: 'A defect of the program itself: an invariant that it checks did not hold.',
  },
} as const satisfies Record<string, { http: number; exit: number; when: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Where the cause stands: a file relative to the case, and as much of line, column, id and value as is known. */
export interface Place {
  readonly file?: string;
  /** 1-based line of the file (or row of a Parquet file). */
  readonly line?: number;
  /** Name of the table's column, or the 1-based character column in a YAML file. */
  readonly column?: string | number;
  readonly id?: string;
  readonly value?: string;
}

/** What an error says besides its message. */
export interface ErrorDetails {
  readonly place?: Place;
  /** What would be accepted instead. */
  readonly accepted?: string;
  /** What to do about it. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/** An error that the program reports on purpose; its text says what happened, where, what is accepted, what to do. */
export class WayleaveError extends Error {
  override readonly name = 'WayleaveError';
  readonly place: Place | undefined;
  readonly accepted: string | undefined;
  readonly advice: string | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.place = details.place;
    this.accepted = details.accepted;
    this.advice = details.advice;
  }

  get exitCode(): number {
    return ERRORS[this.code].exit;
  }

  get httpStatus(): number {
    return ERRORS[this.code].http;
  }

  /** The whole error as lines of text for a terminal. */
  describe(): string {
    const lines = [`${this.code}: ${this.message}`];
    if (this.place !== undefined) lines.push(`  at ${describePlace(this.place)}`);
    if (this.accepted !== undefined) lines.push(`  accepted: ${this.accepted}`);
    if (this.advice !== undefined) lines.push(`  what to do: ${this.advice}`);
    return lines.join('\n');
  }
}

/** `processors.csv:4, column jurisdiction, id p2, value "XX"`. */
export function describePlace(place: Place): string {
  const parts: string[] = [];
  if (place.file !== undefined)
    parts.push(place.line === undefined ? place.file : `${place.file}:${place.line}`);
  else if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.column !== undefined) parts.push(`column ${place.column}`);
  if (place.id !== undefined) parts.push(`id ${place.id}`);
  if (place.value !== undefined) parts.push(`value ${JSON.stringify(shorten(place.value))}`);
  return parts.join(', ');
}

/** The words of an error, whatever was thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error for what must not happen; its message names the invariant that did not hold. */
export function internal(message: string, cause?: unknown): WayleaveError {
  return new WayleaveError('INTERNAL', message, {
    advice: 'Please report this, with the case if it may be shared.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
