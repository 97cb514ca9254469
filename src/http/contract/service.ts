import { z } from 'zod';
import { job } from './answers.js';
import { operation } from './operation.js';
import { count, name } from './words.js';
import { ROLES } from './operation.js';

const nothing = z.strictObject({});
const check = z.strictObject({
  status: z.enum(['ok', 'unavailable']),
  cases: z.array(z.strictObject({ id: name, state: z.string(), graph: z.string() })),
});

export const serviceContract = {
  health: operation({
    method: 'GET',
    path: '/healthz',
    role: 'public',
    tag: 'Service',
    summary: 'The process runs and its event loop turns',
    params: nothing,
    query: nothing,
    response: z.strictObject({ status: z.literal('ok') }),
    errors: [],
    examples: [{}],
  }),
  ready: operation({
    method: 'GET',
    path: '/readyz',
    role: 'public',
    tag: 'Service',
    summary: 'Every case can be answered from; 503 otherwise',
    params: nothing,
    query: nothing,
    response: check,
    errors: [],
    examples: [{}],
  }),
  metrics: operation({
    method: 'GET',
    path: '/metrics',
    role: 'viewer',
    tag: 'Service',
    summary: 'Metrics for Prometheus',
    params: nothing,
    query: nothing,
    response: z.string(),
    formats: ['text'],
    errors: [],
    examples: [{}],
  }),
  getMe: operation({
    method: 'GET',
    path: '/api/me',
    role: 'viewer',
    tag: 'Service',
    summary: 'Who asks, and what they may',
    params: nothing,
    query: nothing,
    response: z.strictObject({
      name: z.string(),
      role: z.enum(ROLES),
      by: z.enum(['loopback', 'token', 'oidc', 'insecure']),
    }),
    errors: [],
    examples: [{}],
  }),
  getOpenApi: operation({
    method: 'GET',
    path: '/openapi.json',
    role: 'public',
    tag: 'Service',
    summary: 'This description',
    params: nothing,
    query: nothing,
    response: z.record(z.string(), z.unknown()),
    errors: [],
    examples: [{}],
  }),
  getJob: operation({
    method: 'GET',
    path: '/api/jobs/{id}',
    role: 'viewer',
    tag: 'Service',
    summary: 'How far a job is',
    params: z.strictObject({ id: name }),
    query: z.strictObject({
      wait: z
        .string()
        .regex(/^\d{1,2}$/, 'is not a number of seconds')
        .transform(Number)
        .pipe(z.int().max(30))
        .optional()
        .meta({ description: 'Answer when it has ended, or after so many seconds (30 at most).' }),
    }),
    response: job,
    errors: ['NOT_FOUND'],
    examples: [{ params: { id: '{job}' } }],
  }),
  cancelJob: operation({
    method: 'DELETE',
    path: '/api/jobs/{id}',
    role: 'viewer',
    tag: 'Service',
    summary: 'End a job',
    description: 'While another request waits for it, it goes on: the answer says so.',
    params: z.strictObject({ id: name }),
    query: nothing,
    response: job,
    errors: ['NOT_FOUND'],
    examples: [{ params: { id: '{job}' } }],
  }),
  getSchema: operation({
    method: 'GET',
    path: '/api/schema',
    role: 'viewer',
    tag: 'Graph',
    summary: 'Labels, relationships and properties of the graph',
    params: nothing,
    query: nothing,
    response: z.strictObject({
      version: count,
      nodes: z.array(
        z.strictObject({
          label: z.string(),
          key: z.string(),
          about: z.string(),
          properties: z.array(z.strictObject({ name: z.string(), type: z.string(), about: z.string() })),
        }),
      ),
      relationships: z.array(
        z.strictObject({
          type: z.string(),
          joins: z.array(z.array(z.string()).length(2)),
          about: z.string(),
          properties: z.array(z.strictObject({ name: z.string(), type: z.string(), about: z.string() })),
        }),
      ),
    }),
    errors: [],
    examples: [{}],
  }),
};
