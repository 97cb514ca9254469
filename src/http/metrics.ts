import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the server counts of itself, for Prometheus. Labels hold operations and codes: nothing of a case or person. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'wayleave_http_request_seconds',
    help: 'Time to answer a request, by operation and status.',
    labelNames: ['operation', 'status'] as const,
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [this.registry],
  });
  readonly errors = new Counter({
    name: 'wayleave_errors_total',
    help: 'Requests that were answered with an error, by its code.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  readonly audited = new Counter({
    name: 'wayleave_audit_entries_total',
    help: 'Entries written to audit logs.',
    registers: [this.registry],
  });

  /** @param jobs how many jobs wait or run; asked when the metrics are read */
  constructor(jobs: () => number) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'wayleave_jobs',
      help: 'Jobs that wait or run.',
      registers: [this.registry],
      collect() {
        this.set(jobs());
      },
    });
  }
}
