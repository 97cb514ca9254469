import type { Contract } from '../../http/contract/contract.js';
import { ApiError, Offline } from './errors.js';
import type { Answer, Job, OperationId, Params, Query } from './types.js';

/**
 * The only file of the page that asks the server. Paths are those of the contract, checked by the compiler; what a call
 * takes and answers are the contract's types.
 */

/** Operations that the page reads, with their paths. */
const PATHS = {
  listCases: '/api/cases',
  getCase: '/api/cases/{case}',
  getRegisters: '/api/cases/{case}/registers',
  getTimeline: '/api/cases/{case}/timeline',
  listReach: '/api/cases/{case}/reach',
  listFlows: '/api/cases/{case}/flows',
  getFlow: '/api/cases/{case}/flows/{id}',
  listTrails: '/api/cases/{case}/trails',
  getTrail: '/api/cases/{case}/trails/{id}',
  listFindings: '/api/cases/{case}/findings',
  getFinding: '/api/cases/{case}/findings/{id}',
  listProcessors: '/api/cases/{case}/processors',
  getProcessor: '/api/cases/{case}/processors/{id}',
  listFields: '/api/cases/{case}/fields',
  getLineage: '/api/cases/{case}/lineage',
  explain: '/api/cases/{case}/explain/{id}',
  getEvidence: '/api/cases/{case}/evidence/{id}',
  getMe: '/api/me',
  getJob: '/api/jobs/{id}',
  getSchema: '/api/schema',
} as const satisfies { readonly [K in OperationId]?: Contract[K]['path'] };

export type Readable = keyof typeof PATHS;

type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The address of an answer, for a link or a download too.
 *
 * @param format `csv` or another format that the operation offers; JSON where it is left out
 */
export function addressOf<K extends Readable>(
  operation: K,
  params: Params<K>,
  query: Query<K>,
  format?: 'csv' | 'html',
): string {
  const given = params as Values;
  const path = PATHS[operation].replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(given[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Values)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) search.append(name, one);
  }
  const words = search.toString();
  return `${path}${format === undefined ? '' : `.${format}`}${words === '' ? '' : `?${words}`}`;
}

/** What a call hears while it waits. */
export interface Waiting {
  readonly signal: AbortSignal;
  /** Called each time more is known of the job that the answer waits for. */
  readonly onJob?: (job: Job) => void;
}

/**
 * Asks for an answer. While the server makes the analysis that it needs (of another window, say), it is asked how far
 * that is, and then again for the answer.
 *
 * @throws ApiError what the server says against it; Offline when it cannot be reached
 */
export async function read<K extends Readable>(
  operation: K,
  params: Params<K>,
  query: Query<K>,
  waiting: Waiting,
): Promise<Answer<K>> {
  const address = addressOf(operation, params, query);
  for (;;) {
    const response = await request(address, { signal: waiting.signal });
    if (response.status !== 202) return (await response.json()) as Answer<K>;
    const { job } = (await response.json()) as { job: Job };
    await jobEnded(job, waiting);
  }
}

async function jobEnded(first: Job, { signal, onJob }: Waiting): Promise<void> {
  let job = first;
  while (job.state === 'waiting' || job.state === 'running') {
    onJob?.(job);
    const response = await request(addressOf('getJob', { id: job.id }, { wait: '2' }), { signal });
    job = (await response.json()) as Job;
  }
  if (job.state === 'done') return;
  throw new ApiError({
    status: 500,
    code: job.error?.code ?? 'INTERRUPTED',
    title: job.state,
    detail: job.error?.detail ?? job.about,
  });
}

/** A token, when the server asks for one: kept for this tab only. */
const TOKEN = 'wayleave-token';

export function setToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

async function request(address: string, init: RequestInit): Promise<Response> {
  const token = sessionStorage.getItem(TOKEN);
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/json');
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  let response;
  try {
    response = await fetch(address, { ...init, headers });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new Offline(error);
  }
  if (!response.ok) throw await ApiError.from(response);
  return response;
}
