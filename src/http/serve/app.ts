import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { internal, reason, WayleaveError } from '../../errors.js';
import { checkOrigin } from '../access/hosts.js';
import { CONTRACT, type OperationId } from '../contract/contract.js';
import type { Operation } from '../contract/operation.js';
import { pagesRouter } from '../pages/pages.js';
import { problemOf } from '../problem.js';
import { HANDLERS } from '../routes/handlers.js';
import type { Handler } from '../routes/handler.js';
import type { Service } from '../service.js';
import { dataUrl } from './format.js';
import { localsOf } from './exchange.js';
import { handle } from './handle.js';
import { neo4jErrors, speaksNeo4j } from './neo4j-errors.js';

/** Bytes that a body may have. */
const BODY = 1_000_000;

/** The whole server, as an Express application: what every request passes, then the operations, then the pages. */
export function makeApp(service: Service): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.set('trust proxy', [...service.settings.proxies]);
  app.use(begin(service), headers(), guard(service), limitRate(service));
  app.use(express.json({ limit: BODY, strict: false, type: isJson }), requireJson);
  for (const [path, operations] of byPath()) {
    const route = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const [id, op] of operations) {
      const method = op.method === 'GET' ? 'get' : op.method === 'POST' ? 'post' : 'delete';
      route[method]((request, response) =>
        handle({ service, id, op, request, response }, HANDLERS[id] as unknown as Handler<OperationId>),
      );
    }
    const methods = operations.map(([, op]) => op.method);
    const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
    route.all((request, response) => {
      response.set('Allow', allowed);
      throw new WayleaveError('METHOD_UNKNOWN', `${path} does not serve ${request.method}`, {
        accepted: allowed,
      });
    });
  }
  app.use(pagesRouter(service));
  app.use(() => {
    throw new WayleaveError('ROUTE_UNKNOWN', 'nothing is served under this path', {
      advice: '/docs lists everything that is.',
    });
  });
  app.use(answerError(service));
  return app;
}

/** Operations by path: some share one. Of paths alike but for a parameter, the one that spells the word comes first. */
function byPath(): Map<string, [OperationId, Operation][]> {
  const paths = new Map<string, [OperationId, Operation][]>();
  for (const [id, op] of Object.entries(CONTRACT) as [OperationId, Operation][]) {
    paths.set(op.path, [...(paths.get(op.path) ?? []), [id, op]]);
  }
  return new Map([...paths].sort(([a], [b]) => rank(a) - rank(b)));
}

/** Fewer parameters first. */
function rank(path: string): number {
  return path.split('{').length;
}

/** Gives the request its id, finds the data of a page's URL, and writes one line and one measurement when it has ended. */
function begin({ log, metrics }: Service): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const given = request.get('x-request-id') ?? '';
    const locals = localsOf(response);
    locals.requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    response.set('X-Request-Id', locals.requestId);
    const { url, format } = dataUrl(request.url, request.get('accept'));
    request.url = url;
    if (format !== undefined) locals.suffix = format;
    response.once('close', () => {
      const { operation = 'none', asker } = locals;
      const status = response.writableFinished ? response.statusCode : 499;
      const ms = performance.now() - started;
      metrics.requests.observe({ operation, status: String(status) }, ms / 1000);
      // The URL may hold pseudonyms, and the query whatever somebody typed: neither is logged.
      log.info({
        request: locals.requestId,
        operation,
        method: request.method,
        status,
        ms: Math.round(ms),
        role: asker?.role,
      });
    });
    next();
  };
}

function headers(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // The server may well be reached without TLS, on this machine; a proxy that adds TLS says so itself.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
}

function guard(service: Service): RequestHandler {
  return (request, _response, next) => {
    checkOrigin(request, service.settings);
    if (service.closing && !LOOKED_AT.includes(request.path)) {
      throw new WayleaveError('SHUTTING_DOWN', 'the server is being ended');
    }
    next();
  };
}

function limitRate({ settings }: Service): RequestHandler {
  if (settings.rate === 0) {
    return (_request, _response, next) => {
      next();
    };
  }
  return rateLimit({
    windowMs: 60_000,
    limit: settings.rate,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: ({ path }) => LOOKED_AT.includes(path),
    // Whose X-Forwarded-For is believed is a setting; anybody else's says nothing.
    validate: { xForwardedForHeader: false },
    handler: () => {
      throw new WayleaveError(
        'TOO_MANY_REQUESTS',
        `more than ${settings.rate} requests came within a minute`,
        {
          advice: 'Wait as long as Retry-After says.',
        },
      );
    },
  });
}

/** What watches over the server asks these as often as it likes. */
const LOOKED_AT = ['/healthz', '/readyz'];

const TYPED = 'application/vnd.neo4j.query';

function isJson(request: { headers: Record<string, string | string[] | undefined> }): boolean {
  const type = String(request.headers['content-type'] ?? '').toLowerCase();
  return /^application\/json\s*(;|$)/.test(type) || type.startsWith(TYPED);
}

/** A body of another type is refused: a page of another origin could send it without asking. */
const requireJson: RequestHandler = (request, _response, next) => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && request.method !== 'GET' && request.method !== 'HEAD' && !isJson(request)) {
    throw new WayleaveError('MEDIA_UNKNOWN', 'the body is not JSON', {
      accepted: 'Content-Type: application/json',
    });
  }
  next();
};

/** What the parser of bodies, and Express itself, call their errors. */
function known(error: unknown): WayleaveError {
  if (error instanceof WayleaveError) return error;
  const { type, status } = error as { type?: string; status?: number };
  const message = reason(error);
  if (type === 'entity.too.large') {
    return new WayleaveError('BODY_TOO_LARGE', 'the body is too large', { accepted: `${BODY} bytes` });
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new WayleaveError('MEDIA_UNKNOWN', message, {
      accepted: 'UTF-8; gzip, deflate, br or no encoding',
    });
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new WayleaveError(
      'REQUEST_INVALID',
      type === 'entity.parse.failed' ? 'the body is not JSON' : message,
    );
  }
  return internal(message, error);
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function answerError({ log, metrics }: Service): ErrorRequestHandler {
  return (raised: unknown, request, response: Response, next) => {
    if (response.destroyed && isGone(raised)) {
      // Whoever asked has gone away in the middle, which is no error of ours.
      next();
      return;
    }
    const error = known(raised);
    const { requestId } = localsOf(response);
    metrics.errors.inc({ code: error.code });
    if (error.code === 'INTERNAL') log.error({ request: requestId, err: error.cause ?? error }, 'a defect');
    if (response.headersSent || response.destroyed) {
      // Nothing can be said any more. (A request is destroyed once its body was read: that says nothing.)
      response.destroy();
      next();
      return;
    }
    if (error.code === 'UNAUTHENTICATED') response.set('WWW-Authenticate', 'Bearer realm="wayleave"');
    if (error.httpStatus === 503) response.set('Retry-After', '2');
    const problem = problemOf(error, requestId);
    if (speaksNeo4j(request.path)) {
      const { status, body } = neo4jErrors(error, problem.detail);
      response.status(status).set('Cache-Control', 'no-store').json(body);
      return;
    }
    response
      .status(error.httpStatus)
      .set({ 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' })
      .end(JSON.stringify(problem));
  };
}
