import { internal } from '../errors.js';
import { collectorsOf } from '../ingest/name-transfers.js';
import type { Logs } from '../ingest/read-logs.js';
import { logFiles, type Case, type LogTable } from '../model/case.js';
import { getOrMake } from '../model/collect.js';
import type { Route } from '../model/flow.js';
import type { SourceCount } from '../model/result.js';
import type { PartDuplicates, PartSummary } from './jobs.js';

/** Of the logs, what is known at home: their rows are elsewhere. */
export type LogsElsewhere = Pick<Logs, 'sources' | 'files' | 'routes' | 'collectors' | 'transfers'> & {
  /** Part, its route, and the number of that route over all parts. */
  readonly numbers: readonly (readonly [part: number, route: number, number: number])[];
  /** No row of a file of transfers has a greater number. */
  readonly lastRow: number;
};

/** Adds parts up: routes are numbered anew, duplicates taken from what each part accepted. */
export function mergeParts(
  kase: Case,
  parts: readonly PartSummary[],
  duplicates: readonly PartDuplicates[],
): LogsElsewhere {
  const routes: Route[] = [];
  const live: number[] = [];
  const index = new Map<string, number>();
  const numbersOf = parts.map((part) =>
    part.routes.map((route, i) => {
      const { sender, recipient, fields, purpose, basis } = route;
      const key = JSON.stringify([sender, recipient, fields, purpose, basis]);
      const number = getOrMake(index, key, () => routes.push(route) - 1);
      live[number] = (live[number] ?? 0) + (part.live[i] ?? 0);
      return number;
    }),
  );
  for (const { part, live: found } of duplicates) {
    for (const [route, count] of found) {
      const number = numbersOf[part]?.[route];
      if (number === undefined) throw internal(`part ${part} has no route ${route}`);
      live[number] = (live[number] ?? 0) - count;
    }
  }
  const repeated = duplicates.reduce((sum, d) => sum + d.count, 0);
  const transfers = sumOf(parts, 'transfers');
  return {
    sources: {
      transfers: {
        ...transfers,
        accepted: transfers.accepted - repeated,
        rejected: transfers.rejected + repeated,
      },
      consents: sumOf(parts, 'consents'),
    },
    files: logFiles(kase),
    routes,
    collectors: collectorsOf(routes, live),
    transfers: live.reduce((sum, n) => sum + n, 0),
    numbers: numbersOf.flatMap((numbers, part) =>
      numbers.map((number, route) => [part, route, number] as const),
    ),
    lastRow: parts.reduce((most, p) => Math.max(most, p.lastRow), 0),
  };
}

function sumOf(parts: readonly PartSummary[], table: LogTable): SourceCount {
  const sum = { read: 0, accepted: 0, rejected: 0 };
  let passedOver = 0;
  for (const { sources } of parts) {
    sum.read += sources[table].read;
    sum.accepted += sources[table].accepted;
    sum.rejected += sources[table].rejected;
    passedOver += sources[table].passedOver ?? 0;
  }
  return passedOver === 0 ? sum : { ...sum, passedOver };
}
