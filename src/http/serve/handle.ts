import type { Request, Response } from 'express';
import { WayleaveError } from '../../errors.js';
import { requireRole } from '../access/access.js';
import type { ServedCase } from '../cases/served-case.js';
import { Snapshot } from '../cases/snapshot.js';
import type { OperationId } from '../contract/contract.js';
import type { Format } from '../contract/operation.js';
import type { Asker } from '../access/asker.js';
import { one, type Answer, type Asked, type Handler, type One } from '../routes/handler.js';
import { settled } from '../routes/service.js';
import type { Service } from '../service.js';
import { Job } from '../work/jobs.js';
import { personsIn } from '../routes/query-limits.js';
import { note, type Noted } from './audit.js';
import { localsOf, type Exchange } from './exchange.js';
import { formatFor } from './format.js';
import { requireKnownNames } from './known-names.js';
import { parseRequest } from './parse.js';
import { respond } from './respond.js';
import { etagOf, isKnown, sendBytes } from './send.js';

/** A request waits so long for the analysis of a window before it is told to come back: milliseconds. */
const PATIENCE = 1000;

const NOBODY: Asker = { name: 'nobody', role: 'viewer', by: 'loopback' };

/**
 * Answers one operation: who asks, may they, is it understood, which analysis is it about, does the asker have the answer
 * already; then the handler; then the audit log; and only then the answer.
 */
export async function handle<K extends OperationId>(
  x: Exchange & { id: K },
  handler: Handler<K>,
): Promise<void> {
  const { service, op, request, response } = x;
  const locals = localsOf(response);
  locals.operation = x.id;
  const asker = op.role === 'public' ? NOBODY : await service.access.asker(request);
  const { role } = op;
  if (role !== 'public') {
    locals.asker = asker;
    await notingRefusal(x, asker, request.params, request.query, undefined, () => {
      requireRole(asker, role);
    });
  }
  const format = formatFor(op, request, locals.suffix);
  const { params, query, body } = parseRequest(op, request);
  const served = caseOf(service, params);
  const signal = goneSignal(response);
  const snapshot = await snapshotOf(x, served, query, signal);
  if (snapshot !== undefined && !(snapshot instanceof Snapshot)) {
    sendJob(x, snapshot);
    return;
  }
  const found = { served, snapshot, signal, asker, format, params, query, body };
  // Its lists are read piece by piece until the last one is sent.
  await (snapshot === undefined
    ? answer(x, handler, found)
    : snapshot.during(() => answer(x, handler, found)));
}

/** What is known of a request before it is answered. */
interface Found {
  readonly served: ServedCase | undefined;
  readonly snapshot: Snapshot | undefined;
  readonly signal: AbortSignal;
  readonly asker: Asker;
  readonly format: Format;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

async function answer<K extends OperationId>(
  x: Exchange & { id: K },
  handler: Handler<K>,
  { served, snapshot, signal, asker, format, params, query, body }: Found,
): Promise<void> {
  const { service, op, request, response } = x;
  if (snapshot !== undefined) requireKnownNames(snapshot, query);
  const cacheKey = cacheKeyOf(x, served, snapshot, format);
  const etag = cacheKey === undefined ? undefined : etagOf(cacheKey);
  if (etag !== undefined && isKnown(request, response, etag)) return;
  const stored = cacheKey === undefined ? undefined : service.answers.get(cacheKey);
  if (stored !== undefined) {
    await sendBytes(x, stored, etag, true);
    return;
  }
  const asked = {
    params,
    query,
    body,
    asker,
    format,
    bodyType: request.get('content-type') ?? '',
    signal,
    language: (known: readonly string[]) => request.acceptsLanguages([...known]) || (known[0] ?? ''),
    service,
    get served() {
      if (served === undefined) throw new RangeError(`${op.path} names no case`);
      return served;
    },
    get snapshot() {
      if (snapshot === undefined) throw new RangeError(`${op.path} is about no analysis`);
      return snapshot;
    },
  } as Asked<K>;
  const given = await notingRefusal(x, asker, params, query, body, async () => {
    const found = (await handler(asked)) as Answer;
    return found.kind === 'job' ? ended(found.job, request, signal) : found;
  });
  if (given instanceof Job) {
    sendJob(x, given);
    return;
  }
  const noted = op.audited === true || ('audit' in given && given.audit);
  // What is noted is noted each time: it is neither kept here nor by the asker.
  await respond(x, asked, given, {
    noted,
    key: noted ? undefined : cacheKey,
    etag: noted ? undefined : etag,
    note: async (rows, persons) => {
      if (noted && served !== undefined) await audit(x, asked, served, rows, persons);
    },
  });
}

/**
 * Does a part of answering. When it fails, and persons were asked about, that is noted before anyone hears of it: also what
 * is refused may tell something, and whoever tries out pseudonyms is to be seen.
 */
async function notingRefusal<T>(
  { service, id, op, response }: Exchange,
  asker: Asker,
  params: unknown,
  query: unknown,
  body: unknown,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const served = service.cases.find((c) => c.id === caseIdIn(params));
    const refused = error instanceof WayleaveError ? error.code : 'INTERNAL';
    // What a role may not ask about a case is persons, or rows of theirs: nothing else is kept from any.
    const persons = op.audited === true || refused === 'FORBIDDEN' || personsIn([params, query]).length > 0;
    if (served !== undefined && persons) {
      const { requestId } = localsOf(response);
      const asked = { operation: id, params, query, ...questionIn(body) };
      await note(service, served, asker, requestId, { ...asked, rows: 0, persons: [], refused });
    }
    throw error;
  }
}

/** What was asked in words. Other bodies may hold names of persons. */
function questionIn(body: unknown): Pick<Noted, 'statement' | 'parameters'> {
  const { statement, parameters } = (body ?? {}) as { statement?: unknown; parameters?: unknown };
  return typeof statement !== 'string'
    ? {}
    : { statement, ...(parameters === undefined ? {} : { parameters }) };
}

/** What a job came to, or the job, when it takes longer than its asker waits. */
async function ended(
  job: Job<unknown>,
  request: Request,
  signal: AbortSignal,
): Promise<One<unknown> | Job<unknown>> {
  await settled(job, patienceOf(request), signal);
  return job.isOpen ? job : one(await job.result);
}

/** RFC 7240: whoever prefers to wait says how long. Milliseconds. */
function patienceOf(request: Request): number {
  const [, seconds] = /\bwait=(\d{1,2})\b/.exec(request.get('prefer') ?? '') ?? [];
  return seconds === undefined ? PATIENCE : Number(seconds) * 1000;
}

/** The case that a path names; Neo4j's clients call it a database. */
function caseIdIn(params: unknown): string | undefined {
  const { case: id, database } = params as { case?: string; database?: string };
  return id ?? database;
}

function caseOf({ cases }: Service, params: unknown): ServedCase | undefined {
  const id = caseIdIn(params);
  if (id === undefined) return undefined;
  const found = cases.find((c) => c.id === id);
  if (found !== undefined) return found;
  throw new WayleaveError('NOT_FOUND', `no case ${id.slice(0, 100)} is served`, {
    accepted: cases.map((c) => c.id).join(', '),
  });
}

/** The analysis that is asked about, or the job that makes it. */
async function snapshotOf(
  { op, request }: Exchange,
  served: ServedCase | undefined,
  query: unknown,
  signal: AbortSignal,
): Promise<Snapshot | Job<Snapshot> | undefined> {
  if (served === undefined) return undefined;
  if (op.windowed !== true) return served.snapshot();
  const { from, to } = query as { from?: string; to?: string };
  const found = await served.window(from, to);
  if (found instanceof Snapshot) return found;
  await settled(found, patienceOf(request), signal);
  return found.isOpen ? found : found.result;
}

function sendJob({ service, response }: Exchange, job: Job<unknown>): void {
  response
    .status(202)
    .set({ Location: `/api/jobs/${job.id}`, 'Retry-After': '1', 'Cache-Control': 'no-store' })
    .json({ job: service.jobs.show(job) });
}

/** What an answer depends on; undefined when it may be another one each time, or is noted each time. */
function cacheKeyOf(
  { id, op, request }: Exchange,
  served: ServedCase | undefined,
  snapshot: Snapshot | undefined,
  format: Format,
): string | undefined {
  if (op.method !== 'GET' || op.audited === true || snapshot === undefined || served === undefined)
    return undefined;
  return JSON.stringify([id, served.id, snapshot.fingerprint, served.stale, format, request.url]);
}

async function audit<K extends OperationId>(
  { service, id, response }: Exchange,
  asked: Asked<K>,
  served: ServedCase,
  rows: number,
  persons: readonly string[],
): Promise<void> {
  const { params, query, body, asker } = asked;
  const { requestId } = localsOf(response);
  await note(service, served, asker, requestId, {
    operation: id,
    params,
    query,
    rows,
    persons,
    ...questionIn(body),
  });
}

/** Aborted when the asker goes away before the answer is sent. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
