import type { Response } from 'express';
import { WayleaveError } from '../../errors.js';
import { requireRole } from '../access/access.js';
import type { ServedCase } from '../cases/served-case.js';
import { Snapshot } from '../cases/snapshot.js';
import type { OperationId } from '../contract/contract.js';
import type { Format } from '../contract/operation.js';
import type { Asker } from '../access/asker.js';
import type { Answer, Asked, Handler, One, Text } from '../routes/handler.js';
import { settled } from '../routes/service.js';
import type { Service } from '../service.js';
import type { Job } from '../work/jobs.js';
import { note } from './audit.js';
import type { Exchange, Locals } from './exchange.js';
import { formatFor, MEDIA } from './format.js';
import { pageOrTable } from './lists.js';
import { parseRequest } from './parse.js';
import { jsonText } from './json-text.js';
import { csvText } from './table.js';
import { etagOf, isKnown, sendBytes, sendPieces } from './send.js';

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
  const locals = response.locals as Locals;
  locals.operation = x.id;
  const asker = op.role === 'public' ? NOBODY : await service.access.asker(request);
  if (op.role !== 'public') {
    locals.asker = asker;
    requireRole(asker, op.role);
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
  const cacheKey = cacheKeyOf(x, served, snapshot, format);
  const etag = cacheKey === undefined ? undefined : etagOf(cacheKey);
  if (etag !== undefined && isKnown(request, response, etag)) return;
  const stored = cacheKey === undefined ? undefined : service.answers.get(cacheKey);
  if (stored !== undefined) {
    await sendBytes(x, stored, etag);
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
  const answer = (await handler(asked)) as Answer;
  if (answer.kind === 'text') {
    await audit(x, asked, served, answer.rows ?? 0, answer.persons ?? []);
    await sendText(x, answer);
    return;
  }
  if (answer.kind === 'list') {
    const shown = answer.snapshot ?? asked.snapshot;
    const result = await pageOrTable(x, shown, answer, format, query as Record<string, unknown>);
    await audit(x, asked, served, result.rows, []);
    if (result.pieces !== undefined) await sendPieces(x, MEDIA.csv, result.pieces, etag);
    else await sendBytes(x, store(x, cacheKey, format, result.body), etag);
    return;
  }
  await audit(x, asked, served, answer.rows ?? 0, answer.persons ?? [], answer.audit);
  response.status(answer.status ?? op.status ?? 200);
  const bytes = store(x, cacheKey, format, bytesOf(answer, format));
  await sendBytes(x, bytes, etag ?? etagOf(bytes.body));
}

function caseOf({ cases }: Service, params: unknown): ServedCase | undefined {
  const id =
    (params as { case?: string; database?: string }).case ?? (params as { database?: string }).database;
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
  // RFC 7240: whoever prefers to wait says how long.
  const [, seconds] = /\bwait=(\d{1,2})\b/.exec(request.get('prefer') ?? '') ?? [];
  await settled(found, seconds === undefined ? PATIENCE : Number(seconds) * 1000, signal);
  return found.state === 'waiting' || found.state === 'running' ? found : found.result;
}

function sendJob({ service, response }: Exchange, job: Job<Snapshot>): void {
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

function store({ service }: Exchange, key: string | undefined, format: Format, body: Buffer) {
  const type = `${MEDIA[format]}; charset=utf-8`;
  return key === undefined ? { type, body } : service.answers.set(key, type, body);
}

function bytesOf(answer: One<unknown>, format: Format): Buffer {
  if (format !== 'csv') return Buffer.from(jsonText(answer.value));
  const rows = answer.table ?? [];
  return Buffer.from(csvText(answer.columns ?? Object.keys(rows[0] ?? {}), rows, true));
}

async function audit<K extends OperationId>(
  { service, id, op, response }: Exchange,
  asked: Asked<K>,
  served: ServedCase | undefined,
  rows: number,
  persons: readonly string[],
  always = false,
): Promise<void> {
  if ((op.audited !== true && !always) || served === undefined) return;
  const { params, query, body, asker } = asked;
  const statement = (body as { statement?: unknown } | undefined)?.statement;
  const { requestId } = response.locals as Locals;
  await note(service, served, asker, requestId, {
    operation: id,
    params,
    query,
    rows,
    persons,
    ...(typeof statement === 'string' ? { statement } : {}),
  });
}

async function sendText(x: Exchange, { type, text, fileName }: Text): Promise<void> {
  if (fileName !== undefined) x.response.attachment(fileName);
  await sendPieces(x, type, typeof text === 'string' ? [text] : text, undefined);
}

/** Aborted when the asker goes away before the answer is sent. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
