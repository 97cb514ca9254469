import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { programVersion } from '../assets.js';
import { graphAccess, type Limits } from '../config.js';
import { WayleaveError, type ErrorCode } from '../errors.js';
import { Catalog } from '../query/catalog.js';
import { Store } from '../store/store.js';
import { Access } from './access/access.js';
import { caseIds } from './case-ids.js';
import { ServedCase } from './cases/served-case.js';
import { makeLog } from './log.js';
import { Metrics } from './metrics.js';
import { openApiDocument } from './openapi.js';
import { problemOf } from './problem.js';
import { AnswerCache } from './serve/answers.js';
import { makeApp } from './serve/app.js';
import type { Service } from './service.js';
import { serverSettings, type GivenSettings, type ServerSettings } from './settings.js';
import { Jobs } from './work/jobs.js';
import { Worker } from './work/worker.js';

/** Milliseconds: how often a case is looked at for changes; how long a request may take to arrive, and an ending wait. */
const TIMES = { poll: 2000, headers: 10_000, request: 30_000, idle: 10_000, ending: 35_000 };
/** Jobs that may wait, and bytes of headers. */
const WAITING = 32;
const HEADERS = 16_384;

export interface ServeOptions extends GivenSettings {
  readonly cases: readonly string[];
  readonly store?: string;
  /** Address of a graph database; undefined: as set, or embedded. */
  readonly graph?: string;
  readonly limits: Limits;
  /** Who acts when no token is needed. */
  readonly operator: string;
}

/** A server that runs. */
export interface RunningServer {
  /** `http://127.0.0.1:7171` */
  readonly url: string;
  readonly service: Service;
  /** Resolves when every case can be answered from; rejects with what one came to. */
  ready(): Promise<void>;
  /** Takes no more requests, lets those under way end, and ends everything that it started. */
  close(): Promise<void>;
}

/** @throws WayleaveError for a broken case, TOKENS_NEEDED, USAGE when it cannot listen */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const named = caseIds(options.cases);
  const [first] = named;
  if (first === undefined)
    throw new WayleaveError('USAGE', 'no case is named', { accepted: 'the folder of a case' });
  if (options.store !== undefined && named.length > 1) {
    throw new WayleaveError('USAGE', 'one store cannot hold several cases', {
      advice: 'Leave --store out: each case has its own.',
    });
  }
  const [reader, exporter] = [new Worker(), new Worker()];
  if (graphAccess(options.graph).url !== undefined && named.length > 1) {
    throw new WayleaveError('USAGE', 'one graph database cannot hold several cases', {
      advice: 'Serve each case by itself, or leave the graph embedded: each case has its own.',
    });
  }
  const where = {
    ...(options.store === undefined ? {} : { store: options.store }),
    ...(options.graph === undefined ? {} : { graph: options.graph }),
  };
  const store = options.store ?? Store.defaultDir(first.dir);
  const settings = serverSettings(options, join(resolve(store), 'tokens.json'));
  await requirePort(settings);
  const log = makeLog(settings.logLevel);
  const jobs = new Jobs(WAITING, ({ id, about, error }) => {
    // The message of an error may hold a person's name, as a rejected value: it is told to who asks, not logged.
    const defect = error?.code === 'INTERNAL' ? { err: error.cause ?? error } : {};
    log.error({ job: id, code: error?.code, ...defect }, `failed: ${about}`);
  });
  const cases: ServedCase[] = [];
  try {
    for (const { id, dir } of named) {
      cases.push(await ServedCase.open(id, dir, { ...where, limits: options.limits, jobs, reader }));
    }
    const service: Service = {
      cases,
      jobs,
      exporter,
      access: new Access(settings, options.operator),
      settings,
      metrics: new Metrics(() => jobs.waiting),
      log,
      answers: new AnswerCache(),
      openApi: openApiDocument(programVersion()),
      catalog: Catalog.load(),
      closing: false,
    };
    for (const { id, again } of named) {
      for (const folder of again) service.log.warn({ case: id, folder }, 'this folder is served already');
    }
    return await listen(service, reader);
  } catch (error) {
    jobs.cancelAll();
    reader.close();
    exporter.close();
    for (const c of cases) await c.close();
    throw error;
  }
}

/** Finds out whether a port can be had before cases are opened and analyses begin. */
async function requirePort(settings: ServerSettings): Promise<void> {
  const probe = createServer();
  await listening(probe, settings);
  await new Promise((resolve) => probe.close(resolve));
}

/** What is said where the host is no address of this machine. */
const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL']);

function listening(server: Server, { host, port }: ServerSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new WayleaveError('USAGE', `${host}:${port} cannot be listened on: ${error.message}`, {
          advice: NO_SUCH_HOST.has(error.code ?? '')
            ? 'Name an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 for all networks that it is in.'
            : 'Choose another with --port; 0 takes a free one.',
          cause: error,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

async function listen(service: Service, reader: Worker): Promise<RunningServer> {
  const { settings, log, cases, jobs } = service;
  const server = createServer(
    {
      maxHeaderSize: HEADERS,
      headersTimeout: TIMES.headers,
      requestTimeout: TIMES.request,
      connectionsCheckingInterval: 1000,
    },
    makeApp(service),
  );
  server.keepAliveTimeout = TIMES.idle;
  server.on('clientError', refuse);
  await listening(server, settings);
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const url = `http://${host}:${port}`;
  const polling = setInterval(() => {
    for (const c of cases) {
      c.poll().catch((error: unknown) => {
        log.error({ err: error, case: c.id }, 'the case could not be looked at');
      });
    }
  }, TIMES.poll).unref();
  log.info({ url, cases: cases.map((c) => c.id) }, 'listening');
  return {
    url,
    service,
    ready: async () => {
      for (const c of cases) await c.ready();
    },
    close: async () => {
      service.closing = true;
      clearInterval(polling);
      await ended(server);
      jobs.cancelAll();
      reader.close();
      service.exporter.close();
      for (const c of cases) await c.close();
      log.info('ended');
    },
  };
}

/** Ends a server: requests under way may end, for a while. */
function ended(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, TIMES.ending);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** What is no HTTP, comes too slowly or is too large is answered before Express sees it. */
function refuse(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const codes: Record<string, ErrorCode> = {
    HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
    ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  };
  const code = codes[error.code ?? ''] ?? 'REQUEST_INVALID';
  const text = { HEADERS_TOO_LARGE: `accepted are ${HEADERS} bytes`, REQUEST_TIMEOUT: 'it came too slowly' };
  const problem = problemOf(
    new WayleaveError(
      code,
      `the request is not understood: ${code in text ? text[code as keyof typeof text] : 'it is no HTTP'}`,
    ),
    '00000000-0000-0000-0000-000000000000',
  );
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
