import { z } from 'zod';
import { namedNodes } from '../../export/induced.js';
import { nodeName } from '../../export/property-graph.js';
import { runQuery } from '../../query/run.js';
import { requireRole } from '../access/access.js';
import { findingFilters, flowFilters, trailFilters } from '../contract/filters.js';
import { RequestError } from '../problem.js';
import { parsePart } from '../serve/parse.js';
import type { GraphPart } from '../work/task.js';
import { filterFindings } from './findings.js';
import { filterFlows } from './flows.js';
import type { Asked } from './handler.js';
import { namesPersons } from './names-persons.js';
import { limitsOf, personsIn } from './query-limits.js';
import { filterTrails } from './trails.js';

/** A part of a graph, and the persons whom its choice names; null where it is about none. */
export interface ExportedPart extends GraphPart {
  readonly persons: readonly string[] | null;
}

/**
 * What is to be exported: what passes the filters of a list, or what a query names; null for the whole.
 *
 * @param rest the parameters beside those of the export itself
 * @throws WayleaveError REQUEST_INVALID, QUERY_UNKNOWN, and what a query comes to
 */
export async function exportedPart(
  asked: Asked<'exportGraph'>,
  rest: Readonly<Record<string, unknown>>,
): Promise<ExportedPart | null> {
  const { snapshot, query } = asked;
  const { complete } = snapshot.analysis;
  const parse = <T extends z.ZodType>(schema: T): z.output<T> => {
    const { data, issues } = parsePart('query', schema, rest);
    if (issues.length > 0) throw new RequestError(issues);
    return data as z.output<T>;
  };
  if (query.query !== undefined) return partOfQuery(asked, query.query, rest);
  if (query.of === undefined) {
    parse(z.strictObject({}));
    return null;
  }
  if (query.of === 'flows') {
    const flows = filterFlows(snapshot, parse(z.strictObject(flowFilters)));
    return { named: flows.map((f) => nodeName('Flow', f.id)), complete: true, persons: null };
  }
  if (query.of === 'trails') {
    const trails = filterTrails(snapshot, parse(z.strictObject(trailFilters)));
    return { named: trails.map((t) => nodeName('Trail', t.id)), complete, persons: null };
  }
  const findings = filterFindings(snapshot, parse(z.strictObject(findingFilters)));
  const named = findings.flatMap((f) => [
    nodeName('Finding', f.id),
    ...f.flows.map((id) => nodeName('Flow', id)),
    ...f.trails.map((id) => nodeName('Trail', id)),
  ]);
  return { named, complete, persons: null };
}

async function partOfQuery(
  { service, served, snapshot, asker, signal }: Asked<'exportGraph'>,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<ExportedPart> {
  const found = service.catalog.get(name);
  const persons = namesPersons(found);
  if (persons) requireRole(asker, 'analyst');
  const graph = await served.graph.of(snapshot.fingerprint);
  const answer = await runQuery(graph, found, given, limitsOf(undefined, signal));
  const complete = answer.complete && snapshot.analysis.complete;
  return {
    named: [...namedNodes(found, answer)],
    complete,
    persons: persons ? personsIn(answer.rows) : null,
  };
}
