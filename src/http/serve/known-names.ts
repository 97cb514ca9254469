import { isIsoCode } from '../../case/iso-3166.js';
import { suggest } from '../../input/near.js';
import { USER, type Case } from '../../model/case.js';
import type { Snapshot } from '../cases/snapshot.js';
import { RequestError, type RequestIssue } from '../problem.js';

/** What a filter names: how that is called, and the names that there are. */
interface Named {
  readonly what: string;
  readonly ids: (kase: Case) => readonly string[];
  /** Other names that mean something, although nothing of the case bears them. */
  readonly admits?: (id: string) => boolean;
}

const PROCESSOR: Named = {
  what: 'processor',
  ids: ({ registers }) => [USER, ...registers.processors.map(({ id }) => id)],
};

/** Filters that name what the registers or the rules of a case have. */
const FILTERS: readonly (readonly [filter: string, Named])[] = [
  ...['sender', 'recipient', 'processor', 'origin', 'destination', 'through'].map(
    (filter) => [filter, PROCESSOR] as const,
  ),
  ['field', { what: 'field', ids: ({ registers }) => registers.fields.map(({ id }) => id) }],
  ['purpose', { what: 'purpose', ids: ({ registers }) => registers.purposes.map(({ id }) => id) }],
  [
    'jurisdiction',
    {
      what: 'jurisdiction',
      ids: ({ home, registers: { jurisdictions, processors } }) => [
        home,
        ...jurisdictions.map(({ code }) => code),
        ...processors.map(({ jurisdiction }) => jurisdiction),
      ],
      admits: isIsoCode,
    },
  ],
  ['pack', { what: 'rule pack', ids: ({ rules }) => rules.map(({ id }) => id) }],
  ['gate', { what: 'gate', ids: ({ rules }) => rules.flatMap(({ gates }) => gates.map(({ gate }) => gate)) }],
];

/**
 * Sees that filters name what a case has: an empty list for a name that is mistyped, or an alias, would read as if
 * there were nothing. Costs nothing where no such filter is given.
 *
 * @throws RequestError with each name that is not known, and what is near it
 */
export function requireKnownNames({ kase }: Snapshot, query: unknown): void {
  const issues: RequestIssue[] = [];
  for (const [name, { what, ids, admits }] of FILTERS) {
    const named = (query as Readonly<Record<string, unknown>>)[name];
    if (!Array.isArray(named)) continue;
    const known = new Set(ids(kase));
    for (const id of named.map(String)) {
      if (known.has(id) || admits?.(id) === true) continue;
      const alias =
        what === 'processor' ? kase.registers.processors.find((p) => p.aliases.includes(id)) : undefined;
      const near = alias === undefined ? suggest(id, known) : `${alias.id}, of which that is an alias`;
      issues.push({ in: 'query', name, detail: `no ${what} ${id.slice(0, 100)}; there is ${near}` });
    }
  }
  if (issues.length > 0) throw new RequestError(issues);
}
