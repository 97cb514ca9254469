import type { z } from 'zod';
import { createClient, problemIn, urlOf, type Client, type AskedName } from '../../http/client/client.js';
import type { Contract } from '../../http/contract/contract.js';
import { Offline } from './errors.js';
import type { Answer, Job, OperationId, Params, Query } from './types.js';

/** The only file of the page that asks the server: by the client of HTTP, under the names of the contract. */

type NameOf<K extends OperationId> = `${Contract[K]['method']} ${Contract[K]['path']}`;

/** Operations that the page asks for, with their methods and paths. */
const OPERATIONS = {
  listCases: 'GET /api/cases',
  getCase: 'GET /api/cases/{case}',
  getRegisters: 'GET /api/cases/{case}/registers',
  getTimeline: 'GET /api/cases/{case}/timeline',
  listReach: 'GET /api/cases/{case}/reach',
  listFlows: 'GET /api/cases/{case}/flows',
  getFlow: 'GET /api/cases/{case}/flows/{id}',
  listTrails: 'GET /api/cases/{case}/trails',
  getTrail: 'GET /api/cases/{case}/trails/{id}',
  listFindings: 'GET /api/cases/{case}/findings',
  getFinding: 'GET /api/cases/{case}/findings/{id}',
  listProcessors: 'GET /api/cases/{case}/processors',
  getProcessor: 'GET /api/cases/{case}/processors/{id}',
  listFields: 'GET /api/cases/{case}/fields',
  getLineage: 'GET /api/cases/{case}/lineage',
  explain: 'GET /api/cases/{case}/explain/{id}',
  getEvidence: 'GET /api/cases/{case}/evidence/{id}',
  getMe: 'GET /api/me',
  getSchema: 'GET /api/schema',
  listQueries: 'GET /api/cases/{case}/queries',
  getRemedies: 'GET /api/cases/{case}/remedies',
  getReport: 'GET /api/cases/{case}/report',
  runQuery: 'GET /api/cases/{case}/queries/{folder}/{query}',
} as const satisfies { readonly [K in OperationId]?: NameOf<K> };

export type Readable = keyof typeof OPERATIONS;

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
  const address = urlOf(OPERATIONS[operation], { params, query });
  if (format === undefined) return address;
  const [path = '', search] = address.split('?', 2);
  return `${path}.${format}${search === undefined ? '' : `?${search}`}`;
}

/** What a call hears while it waits. */
export interface Waiting {
  readonly signal: AbortSignal;
  /** Called each time more is known of the job that the answer waits for. */
  readonly onJob?: (job: Job) => void;
}

/**
 * Asks for an answer. While the server makes the analysis that it needs (of another window, say), it says how far that is.
 *
 * @throws ApiError what the server says against it; Offline when it cannot be reached
 */
export async function read<K extends Readable>(
  operation: K,
  params: Params<K>,
  query: Query<K>,
  waiting: Waiting,
): Promise<Answer<K>> {
  const request = { params, query, ...waiting };
  return (await client()(OPERATIONS[operation] as AskedName, request as never)) as Answer<K>;
}

/** A value that is bound to a parameter; a list holds others. */
type Bound = string | number | boolean | null | Bound[];

/** What is asked of the graph in somebody's own words. */
export interface CypherQuestion {
  readonly statement: string;
  readonly parameters: Record<string, Bound>;
}

/** Asks the graph in Cypher. Whoever aborts ends the query in the store. @throws ApiError, Offline */
export async function askCypher(
  caseId: string,
  { statement, parameters }: CypherQuestion,
  signal: AbortSignal,
): Promise<Answer<'askCypher'>> {
  return client()('POST /api/cases/{case}/cypher', {
    params: { case: caseId },
    body: { statement, parameters, graph: true },
    signal,
  });
}

/** The same as a table to be taken away. @throws ApiError, Offline */
export async function cypherCsv(caseId: string, question: CypherQuestion): Promise<Blob> {
  return blobOf(urlOf('POST /api/cases/{case}/cypher', { params: { case: caseId } }), {
    method: 'POST',
    headers: { ...authorization(), Accept: 'text/csv', 'Content-Type': 'application/json' },
    body: JSON.stringify(question),
  });
}

/** What lies at an address, with the token that a link could not bring. @throws ApiError, Offline */
export async function fileAt(address: string): Promise<Blob> {
  return blobOf(address, { headers: authorization() });
}

async function blobOf(address: string, init: RequestInit): Promise<Blob> {
  const response = await send(address, init);
  if (!response.ok) throw await problemIn(response);
  return response.blob();
}

/** What is supposed: a change file. */
export type Changes = z.input<Contract['whatIf']['body']>;

/** Asks what would be, if. @throws ApiError, Offline */
export async function supposeChanges(
  caseId: string,
  changes: Changes,
  query: Query<'whatIf'>,
  { signal, onJob }: Waiting,
): Promise<Answer<'whatIf'>> {
  return client()('POST /api/cases/{case}/what-if', {
    params: { case: caseId },
    query,
    body: changes,
    signal,
    ...(onJob === undefined ? {} : { onJob }),
  });
}

/** True when the server asked for a token: a plain link to its data would not be answered. */
export function hasToken(): boolean {
  return sessionStorage.getItem(TOKEN) !== null;
}

/** A token, when the server asks for one: kept for this tab only. */
const TOKEN = 'wayleave-token';

/** Sends this token from now on, as long as the tab is open. */
export function setToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

function authorization(): { readonly Authorization?: string } {
  const token = sessionStorage.getItem(TOKEN);
  return token === null ? {} : { Authorization: `Bearer ${token}` };
}

function client(): Client {
  const token = sessionStorage.getItem(TOKEN);
  return createClient({ fetch: send, wait: 2, ...(token === null ? {} : { token }) });
}

const send: typeof fetch = async (address, init) => {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init?.signal?.aborted === true) throw error;
    throw new Offline(error);
  }
};
