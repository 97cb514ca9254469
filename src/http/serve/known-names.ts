import { suggest } from '../../input/near.js';
import { USER } from '../../model/case.js';
import type { Snapshot } from '../cases/snapshot.js';
import { RequestError, type RequestIssue } from '../problem.js';

/** Filters that name what a register has. */
const FILTERS: readonly (readonly [
  filter: string,
  register: 'processors' | 'fields' | 'purposes',
  what: string,
])[] = [
  ...['sender', 'recipient', 'processor', 'origin', 'destination', 'through'].map(
    (filter) => [filter, 'processors', 'processor'] as const,
  ),
  ['field', 'fields', 'field'],
  ['purpose', 'purposes', 'purpose'],
];

/**
 * Sees that filters name what the registers have: an empty list for a name that is mistyped, or an alias, would read as if
 * there were nothing. Costs nothing where no such filter is given.
 *
 * @throws RequestError with each name that is not known, and what is near it
 */
export function requireKnownNames({ kase: { registers } }: Snapshot, query: unknown): void {
  const issues: RequestIssue[] = [];
  for (const [name, register, what] of FILTERS) {
    const named = (query as Readonly<Record<string, unknown>>)[name];
    if (!Array.isArray(named)) continue;
    const ids = registers[register].map(({ id }) => id);
    const known = new Set(register === 'processors' ? [USER, ...ids] : ids);
    for (const id of named.map(String)) {
      if (known.has(id)) continue;
      const alias =
        register === 'processors' ? registers.processors.find((p) => p.aliases.includes(id)) : undefined;
      const near = alias === undefined ? suggest(id, known) : `${alias.id}, of which that is an alias`;
      issues.push({ in: 'query', name, detail: `no ${what} ${id.slice(0, 100)}; there is ${near}` });
    }
  }
  if (issues.length > 0) throw new RequestError(issues);
}
