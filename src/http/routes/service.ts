import type { serviceContract } from '../contract/service.js';
import { NODES, RELATIONSHIPS, SCHEMA_VERSION } from '../../graph/schema.js';
import { WayleaveError } from '../../errors.js';
import type { Job } from '../work/jobs.js';
import type { Service } from '../service.js';
import { one, type Handlers } from './handler.js';

export const serviceHandlers: Handlers<keyof typeof serviceContract> = {
  health: () => one({ status: 'ok' as const }),

  ready: ({ service }) => {
    const cases = service.cases.map((c) => ({ id: c.id, state: c.state, graph: c.graph.state }));
    const ok = !service.closing && cases.every((c) => c.state === 'ready');
    return one(
      { status: ok ? ('ok' as const) : ('unavailable' as const), cases },
      { status: ok ? 200 : 503 },
    );
  },

  metrics: async ({ service }) => ({
    kind: 'text',
    type: service.metrics.registry.contentType,
    text: await service.metrics.registry.metrics(),
  }),

  getMe: ({ asker: { name, role, by } }) => one({ name, role, by }),

  getOpenApi: ({ service }) => one(service.openApi),

  getJob: async ({ service, params, query, signal }) => {
    const job = jobOf(service, params.id);
    if (query.wait !== undefined) await settled(job, query.wait * 1000, signal);
    return one(service.jobs.show(job));
  },

  cancelJob: ({ service, params }) => {
    const job = jobOf(service, params.id);
    // Others may wait for the same: it is theirs, too.
    if (job.waiters === 0) job.cancel();
    return one(service.jobs.show(job));
  },

  getSchema: () =>
    one({
      version: SCHEMA_VERSION,
      nodes: NODES.map(({ label, key, about, properties }) => ({ label, key, about, properties })),
      relationships: RELATIONSHIPS.map(({ type, joins, about, properties }) => ({
        type,
        joins,
        about,
        properties,
      })),
    }),
};

function jobOf({ jobs }: Service, id: string): Job<unknown> {
  const job = jobs.get(id);
  if (job !== undefined) return job;
  throw new WayleaveError('NOT_FOUND', 'there is no such job', {
    advice: 'Ended jobs are forgotten after ten minutes: ask for the window again.',
  });
}

/** Resolves when a job has ended, after so many milliseconds, or when nobody waits any more. */
export async function settled(job: Job<unknown>, ms: number, signal: AbortSignal): Promise<void> {
  job.waiters++;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    job.result.then(done, done);
  });
  job.waiters--;
}
