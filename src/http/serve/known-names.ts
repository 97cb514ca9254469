import { suggest } from '../../input/near.js';
import { USER } from '../../model/case.js';
import type { Snapshot } from '../cases/snapshot.js';
import { RequestError, type RequestIssue } from '../problem.js';

/** Filters by what they name of the registers. */
const PROCESSORS = ['sender', 'recipient', 'processor', 'origin', 'destination', 'through'];

/**
 * Sees that filters name what the registers have: an empty list for a name that is mistyped, or an alias, would read as if
 * there were nothing.
 *
 * @throws RequestError with each name that is not known, and what is near it
 */
export function requireKnownNames({ kase }: Snapshot, query: unknown): void {
  const { processors, fields, purposes } = kase.registers;
  const registers: readonly (readonly [readonly string[], readonly string[], string])[] = [
    [PROCESSORS, [USER, ...processors.map((p) => p.id)], 'processor'],
    [['field'], fields.map((f) => f.id), 'field'],
    [['purpose'], purposes.map((p) => p.id), 'purpose'],
  ];
  const issues: RequestIssue[] = [];
  for (const [filters, ids, what] of registers) {
    const known = new Set(ids);
    for (const filter of filters) {
      const named = (query as Readonly<Record<string, unknown>>)[filter];
      for (const id of Array.isArray(named) ? named.map(String) : []) {
        if (known.has(id)) continue;
        const alias = processors.find((p) => what === 'processor' && p.aliases.includes(id));
        const near = alias === undefined ? suggest(id, ids) : `${alias.id}, of which that is an alias`;
        issues.push({
          in: 'query',
          name: filter,
          detail: `no ${what} ${id.slice(0, 100)}; there is ${near}`,
        });
      }
    }
  }
  if (issues.length > 0) throw new RequestError(issues);
}
