import { personsIn } from '../routes/query-limits.js';
import type { Asker } from '../access/asker.js';
import type { ServedCase } from '../cases/served-case.js';
import type { Service } from '../service.js';

/** What is noted of an answer. */
export interface Noted {
  readonly operation: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly rows: number;
  /** Whom it shows; those who were asked for are noted as well. */
  readonly persons: readonly string[];
  /** What was asked in words, with the values that it was asked for. */
  readonly statement?: string;
  readonly parameters?: unknown;
  /** The error that was answered instead. */
  readonly refused?: string;
}

/** Notes what is about to be shown, and to whom. Resolves when that is on the disk. */
export async function note(
  { metrics }: Service,
  served: ServedCase,
  asker: Asker,
  request: string,
  noted: Noted,
): Promise<void> {
  const { operation, params, query, rows, statement, parameters, refused } = noted;
  const asked = {
    ...(params as object),
    ...(query as object),
    ...(statement === undefined ? {} : { statement }),
    ...(parameters === undefined ? {} : { parameters }),
  };
  await served.store.audit({
    who: asker.name,
    role: asker.role,
    by: asker.by,
    ...(asker.token === undefined ? {} : { token: asker.token }),
    what: operation,
    asked,
    rows,
    persons: [...new Set([...noted.persons, ...personsIn(asked)])],
    ...(refused === undefined ? {} : { refused }),
    request,
  });
  metrics.audited.inc();
}
