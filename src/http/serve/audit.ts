import type { Asker } from '../access/asker.js';
import type { ServedCase } from '../cases/served-case.js';
import type { Service } from '../service.js';

export interface Shown {
  readonly operation: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly rows: number;
  readonly persons: readonly string[];
  /** What was asked in words, where the body holds no personal data. */
  readonly statement?: string;
}

/** Notes what is about to be shown, and to whom. Resolves when that is on the disk. */
export async function note(
  { metrics }: Service,
  served: ServedCase,
  asker: Asker,
  request: string,
  shown: Shown,
): Promise<void> {
  const { operation, params, query, rows, persons, statement } = shown;
  await served.store.audit({
    who: asker.name,
    role: asker.role,
    by: asker.by,
    what: operation,
    asked: { ...(params as object), ...(query as object), ...(statement === undefined ? {} : { statement }) },
    rows,
    persons,
    request,
  });
  metrics.audited.inc();
}
