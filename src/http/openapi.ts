import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../errors.js';
import { without } from '../model/collect.js';
import { job, problem } from './contract/answers.js';
import { neo4jProblem } from './contract/queries.js';
import { CONTRACT } from './contract/contract.js';
import type { Operation } from './contract/operation.js';
import { MEDIA } from './serve/format.js';
import { neo4jStatus, speaksNeo4j } from './serve/neo4j-errors.js';

/** Errors that any operation may answer with. */
const ANYWHERE: readonly ErrorCode[] = [
  'REQUEST_INVALID',
  'NOT_ACCEPTABLE',
  'HOST_REFUSED',
  'ORIGIN_REFUSED',
  'TOO_MANY_REQUESTS',
  'HEADERS_TOO_LARGE',
  'SHUTTING_DOWN',
  'INTERNAL',
];
const GUARDED: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];
const OF_A_CASE: readonly ErrorCode[] = ['NOT_FOUND', 'ANALYSIS_PENDING'];
const WINDOWED: readonly ErrorCode[] = [
  'STALE_RESULT',
  'BUSY',
  'INTERRUPTED',
  'OUT_OF_MEMORY',
  'LOG_UNREADABLE',
  'LOGS_ELSEWHERE',
];
const PAGED: readonly ErrorCode[] = ['CURSOR_INVALID', 'CURSOR_GONE'];
const WITH_BODY: readonly ErrorCode[] = ['BODY_TOO_LARGE', 'MEDIA_UNKNOWN', 'REQUEST_TIMEOUT'];

/** Every error that an operation may answer with. */
export function errorsOf(op: Operation): ErrorCode[] {
  const paged = 'cursor' in op.query.shape;
  return [
    ...new Set([
      ...ANYWHERE,
      ...(op.role === 'public' ? [] : GUARDED),
      ...('case' in op.params.shape || 'database' in op.params.shape ? OF_A_CASE : []),
      ...(op.windowed === true || op.deferred === true ? WINDOWED : []),
      ...(paged ? PAGED : []),
      ...(op.body === undefined ? [] : WITH_BODY),
      ...(op.audited === true ? (['AUDIT_UNWRITABLE'] as const) : []),
      ...op.errors,
    ]),
  ];
}

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API, from the schemas that check requests and answers. */
export function openApiDocument(version: string): Json {
  const components: Json = {};
  const paths: Record<string, Json> = {};
  for (const [id, op] of Object.entries<Operation>(CONTRACT)) {
    const path = (paths[op.path] ??= {});
    path[op.method.toLowerCase()] = describe(id, op, components);
  }
  const tags = [...new Set(Object.values<Operation>(CONTRACT).map((op) => op.tag))];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wayleave',
      version,
      summary: 'Every way that personal data takes to foreign entities, and what permits each step.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of `wayleave token make`, or of OIDC.',
        },
      },
    },
  };
}

function describe(id: string, op: Operation, components: Json): Json {
  const schema = (of: z.ZodType, io: 'input' | 'output'): Json => jsonSchema(of, io, components);
  const formats = op.formats ?? ['json'];
  const media = (of: z.ZodType): Json => ({ schema: schema(of, 'output') });
  const text = { schema: { type: 'string' } };
  const content = Object.fromEntries(
    op.media?.map((type) => [type, /\bjson$/.test(type) ? { schema: {} } : text]) ??
      formats.map((f) => [MEDIA[f], f === 'json' ? media(op.response) : text]),
  );
  return {
    operationId: id,
    tags: [op.tag],
    summary: op.summary,
    description: [
      op.description,
      op.role === 'public' ? 'Needs no token.' : `Needs the role ${op.role}.`,
      op.audited === true ? 'Noted in the audit log before it is answered.' : undefined,
      `Errors: ${errorsOf(op).join(', ')}.`,
    ]
      .filter((text) => text !== undefined)
      .join('\n\n'),
    security: op.role === 'public' ? [] : [{ bearer: [] }, {}],
    'x-role': op.role,
    'x-examples': op.examples,
    parameters: [
      ...Object.entries(op.params.shape).map(([name, s]) =>
        parameter('path', name, s as z.ZodType, schema, exampleOf(op, 'params', name)),
      ),
      ...Object.entries(op.query.shape).map(([name, s]) =>
        parameter('query', name, s as z.ZodType, schema, exampleOf(op, 'query', name)),
      ),
    ],
    ...(op.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: schema(op.body, 'input'), examples: bodyExamples(op) },
            },
          },
        }),
    responses: {
      [op.status ?? 200]: { description: op.summary, content },
      ...(op.windowed === true || op.deferred === true
        ? {
            202: {
              description: 'What is needed for the answer is being made: ask again when the job has ended.',
              content: { 'application/json': media(z.strictObject({ job })) },
            },
          }
        : {}),
      ...(op.method === 'GET' && op.audited !== true
        ? { 304: { description: 'The asker has the answer.' } }
        : {}),
      ...problems(op, schema),
    },
  };
}

function problems(op: Operation, schema: (of: z.ZodType, io: 'input' | 'output') => Json): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  const neo4j = speaksNeo4j(op.path);
  for (const code of errorsOf(op)) {
    const status = neo4j ? neo4jStatus(code) : ERRORS[code].http;
    // An answer that holds an error has the shape of answers.
    if (status === op.status) continue;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = neo4j
    ? { 'application/json': { schema: schema(neo4jProblem, 'output') } }
    : { 'application/problem+json': { schema: schema(problem, 'output') } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((c) => `${c}: ${ERRORS[c].when}`).join('\n'),
        content,
      },
    ]),
  );
}

function parameter(
  where: 'path' | 'query',
  name: string,
  of: z.ZodType,
  schema: (of: z.ZodType, io: 'input' | 'output') => Json,
  example: unknown,
): Json {
  const { description, ...rest } = schema(of, 'output');
  return {
    ...(example === undefined ? {} : { example }),
    name,
    in: where,
    required: where === 'path' || !of.safeParse(undefined).success,
    ...(description === undefined ? {} : { description }),
    schema: rest,
  };
}

/** What stands for a parameter in the first example that has it; ids, which every case has others of, are left out. */
function exampleOf(op: Operation, part: 'params' | 'query', name: string): unknown {
  const given = op.examples.map((example) => example[part]?.[name]).find((value) => value !== undefined);
  if (given === undefined || (typeof given === 'string' && /^\{\w+\}$/.test(given))) return undefined;
  // A URL holds text; the schema says what it means.
  return (op[part].shape[name] as z.ZodType | undefined)?.safeParse(given).data;
}

function bodyExamples(op: Operation): Json {
  const bodies = op.examples.flatMap(({ body }) => (body === undefined ? [] : [body]));
  return Object.fromEntries(bodies.map((value, i) => [`example${i + 1}`, { value }]));
}

/** A schema as JSON Schema; those with an id stand among the components. */
function jsonSchema(of: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const made = z.toJSONSchema(of, { io, target: 'draft-2020-12', reused: 'inline' }) as Json;
  const { $defs } = made as { $defs?: Json };
  const rest = without(made, ['$schema', '$defs']);
  for (const [name, def] of Object.entries($defs ?? {})) components[name] = relinked(withoutId(def));
  return relinked(withoutId(rest)) as Json;
}

function withoutId(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  return typeof (schema as Json)['id'] === 'string' ? without(schema, ['id']) : schema;
}

function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string'
        ? part.replace('#/$defs/', '#/components/schemas/')
        : relinked(part),
    ]),
  );
}
