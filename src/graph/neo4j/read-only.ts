import { WayleaveError } from '../../errors.js';
import { COMPUTING_NAMESPACES, READING_OPERATORS, READING_PROCEDURES } from './operators.js';

/** A plan as EXPLAIN shows it. */
export interface Plan {
  /** With the database that it runs on: `NodeByLabelScan@neo4j`. */
  readonly operatorType: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly children: readonly Plan[];
}

/**
 * Refuses a query that does anything but read the graph of its database. The plan decides, never the text of the query: a
 * transaction in read mode would still let it read files and call procedures.
 *
 * @param type of the query, as the server says: `r` reads, `s` changes the schema or administrates, others write
 * @param database that the query is to run on
 * @throws WayleaveError QUERY_REFUSED
 */
export function refuseUnlessReading(plan: Plan, type: string, database: string): void {
  const reason = reasonAgainst(plan, database) ?? (type === 'r' ? null : 'it does more than read');
  if (reason === null) return;
  throw new WayleaveError('QUERY_REFUSED', `the query was not run: ${reason}`, {
    accepted: 'queries that read the graph, and procedures that describe it, such as db.labels()',
  });
}

function reasonAgainst(plan: Plan, database: string): string | null {
  const [name = '', where = database] = plan.operatorType.split('@');
  const operator = name.replace(/\(.*$/s, '').replace(/^Partitioned/, '');
  const details = typeof plan.arguments['Details'] === 'string' ? plan.arguments['Details'] : '';
  if (where !== database) return `it runs on another database, ${where}`;
  if (operator === 'ProcedureCall') {
    const procedure = details.slice(0, details.indexOf('('));
    if (!READING_PROCEDURES.has(procedure)) return `it calls the procedure ${procedure}`;
  } else if (!READING_OPERATORS.has(operator)) return `its plan has ${operator}`;
  return foreignFunction(details) ?? first(plan.children.map((child) => reasonAgainst(child, database)));
}

/**
 * Functions of plug-ins may do anything. They always have a namespace, and the plan writes expressions in one way, with
 * literals taken out.
 */
function foreignFunction(details: string): string | null {
  for (const [, name = ''] of details.matchAll(
    /((?:[\p{L}\p{N}_]+|`[^`]*`)(?:\.(?:[\p{L}\p{N}_]+|`[^`]*`))+)\(/gu,
  )) {
    const namespace = name.slice(0, name.indexOf('.')).toLowerCase();
    if (!COMPUTING_NAMESPACES.has(namespace) && !READING_PROCEDURES.has(name))
      return `it calls the function ${name}`;
  }
  return null;
}

function first(reasons: readonly (string | null)[]): string | null {
  return reasons.find((reason) => reason !== null) ?? null;
}
