import type { Logger } from 'pino';
import type { Catalog } from '../query/catalog.js';
import type { ServedCase } from './cases/served-case.js';
import type { Metrics } from './metrics.js';
import type { Access } from './access/access.js';
import type { ServerSettings } from './settings.js';
import type { AnswerCache } from './serve/answers.js';
import type { Jobs } from './work/jobs.js';
import type { Worker } from './work/worker.js';

/** What all requests share. */
export interface Service {
  readonly cases: readonly ServedCase[];
  readonly jobs: Jobs;
  /** Makes exports and reports, one after the other. */
  readonly exporter: Worker;
  readonly access: Access;
  readonly settings: ServerSettings;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly answers: AnswerCache;
  readonly openApi: Record<string, unknown>;
  readonly catalog: Catalog;
  /** True once the server is being ended. */
  closing: boolean;
}
