import type { z } from 'zod';
import type { job, problem } from '../contract/answers.js';
import type { Contract } from '../contract/contract.js';
import type { Operation } from '../contract/operation.js';

/**
 * The client of the API for pages and programs: typed by the contract, with nothing of it at run time. An operation is
 * named by its method and path, as the documentation has it: `api('GET /api/cases/{case}/flows', { params, query })`.
 */

/** The operations by method and path. */
type ByName = {
  readonly [K in keyof Contract as `${Contract[K]['method']} ${Contract[K]['path']}`]: Contract[K];
};

/** `GET /api/cases/{case}/flows`, and so on. */
export type OperationName = keyof ByName;

/** Operations whose answers are JSON or text; files are fetched by their URL. */
export type AskedName = {
  readonly [N in OperationName]: ByName[N] extends { readonly media: readonly string[] } ? never : N;
}[OperationName];

/** What may stand for a parameter in a URL. */
type Sendable = string | number | boolean | readonly (string | number)[] | undefined;

type ParamsOf<O extends Operation> = { readonly [K in keyof z.output<O['params']>]: string };
type QueryOf<O extends Operation> = { readonly [K in keyof z.output<O['query']>]?: Sendable };
type BodyOf<O extends Operation> = O extends { readonly body: infer B extends z.ZodType }
  ? { readonly body: z.input<B> }
  : object;

export type Request<N extends OperationName> = {
  readonly params?: ParamsOf<ByName[N]>;
  readonly query?: QueryOf<ByName[N]> | Readonly<Record<string, Sendable>>;
  readonly signal?: AbortSignal;
  /** Hears how far the analysis of a window is, while the answer waits for it. */
  readonly onJob?: (job: Job) => void;
} & BodyOf<ByName[N]>;

export type Response<N extends OperationName> = z.output<ByName[N]['response']>;
export type Problem = z.output<typeof problem>;
export type Job = z.output<typeof job>;

/** An error that the server answered with; `problem.code` is stable. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export interface ClientOptions {
  /** `http://127.0.0.1:7171`; empty for the page's own origin. */
  readonly base?: string;
  readonly token?: string;
  readonly fetch?: typeof fetch;
  /** Seconds for which the server may hold an answer that waits for a job: the less, the finer the progress. */
  readonly wait?: number;
}

export type Client = <N extends AskedName>(name: N, request: Request<N>) => Promise<Response<N>>;

/** The URL of an operation: for links, and for `.csv`. */
export function urlOf(
  name: OperationName,
  { params = {}, query = {} }: { readonly params?: object; readonly query?: object },
  base = '',
): string {
  const path = name.slice(name.indexOf(' ') + 1);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    const value = (params as Record<string, string>)[key];
    if (value === undefined) throw new RangeError(`${name} needs ${key}`);
    // A name that ends in .json or .csv is no format.
    return encodeURIComponent(value).replaceAll('.', '%2E');
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query as Record<string, Sendable>)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) search.append(key, String(one));
  }
  const text = search.toString();
  return `${base}${filled}${text === '' ? '' : `?${text}`}`;
}

/**
 * A function that asks the API. An answer that waits for the analysis of a window is asked for again until it is there; an
 * asker who aborts ends neither the job nor anybody else's waiting.
 *
 * @throws ApiError, and what `fetch` throws when the server cannot be reached
 */
export function createClient(options: ClientOptions = {}): Client {
  const { base = '', token, fetch: send = fetch, wait = 10 } = options;
  return async (name, request) => {
    const { signal, onJob } = request;
    const body = (request as { body?: unknown }).body;
    const headers = {
      Accept: 'application/json',
      Prefer: `wait=${wait}`,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    for (;;) {
      const response = await send(urlOf(name, request, base), {
        method: name.slice(0, name.indexOf(' ')),
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
      const type = response.headers.get('content-type') ?? '';
      // What is not ready says so in JSON that is no problem.
      if (!response.ok && !type.startsWith('application/json')) throw await problemIn(response);
      const answer: unknown = await (type.includes('json') ? response.json() : response.text());
      if (response.status !== 202 || !response.headers.has('location'))
        return answer as Response<typeof name>;
      onJob?.((answer as { job: Job }).job);
    }
  };
}

/** What an answer says against the request: problem details, or the text of something that stands before the server. */
export async function problemIn(response: globalThis.Response): Promise<ApiError> {
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('application/problem+json') === true) {
    return new ApiError(JSON.parse(text) as Problem);
  }
  return new ApiError({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: `HTTP_${response.status}`,
    detail: text.slice(0, 300) || response.statusText,
    instance: response.url,
  });
}
