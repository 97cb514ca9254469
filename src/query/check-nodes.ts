import { cypherFile } from '../graph/cypher-file.js';
import type { GraphStore, Parameter, QueryLimits } from '../graph/graph-store.js';
import { NODES, type Label } from '../graph/schema.js';
import { suggest } from '../input/near.js';
import type { CatalogQuery } from './catalog-query.js';
import { ParameterError } from './parameter-error.js';

/** Labels of which there are as many as a register has rows: all their keys can be looked through for a near one. */
const OF_REGISTERS: readonly Label[] = [
  'Jurisdiction',
  'Processor',
  'DataField',
  'Notice',
  'Contract',
  'Provision',
];

/**
 * Sees to it that every node that is named by a parameter is in the graph: a misspelt name would answer with nothing, and
 * look as if there were nothing.
 *
 * @throws ParameterError, suggesting what was probably meant
 */
export async function checkNodes(
  store: GraphStore,
  query: CatalogQuery,
  parameters: Readonly<Record<string, Parameter>>,
  limits: QueryLimits,
): Promise<void> {
  for (const { name, type } of query.parameters) {
    const value = parameters[name] ?? null;
    if (type.scalar.kind !== 'node' || value === null) continue;
    for (const key of Array.isArray(value) ? (value as readonly Parameter[]) : [value]) {
      if (typeof key === 'string') await checkNode(store, name, type.scalar.labels, key, limits);
    }
  }
}

async function checkNode(
  store: GraphStore,
  parameter: string,
  labels: readonly Label[],
  key: string,
  limits: QueryLimits,
): Promise<void> {
  for (const label of labels) {
    const { rows } = await store.query(
      cypherFile('query/cypher/find-key.cypher', names(label)),
      { key },
      limits,
    );
    if (rows.length > 0) return;
  }
  const what = labels.join(' or ');
  const known: string[] = [];
  for (const label of labels.filter((l) => OF_REGISTERS.includes(l))) {
    const { rows } = await store.query(cypherFile('query/cypher/keys.cypher', names(label)), {}, limits);
    for (const [id] of rows) if (typeof id === 'string') known.push(id);
  }
  throw new ParameterError(parameter, `${parameter}: the graph has no ${what} ${JSON.stringify(key)}`, {
    ...(known.length > 0 ? { accepted: suggest(key, known) } : {}),
    advice: labels.includes('User')
      ? 'wayleave person shows the pseudonym of a person. Where there are too many people to be loaded (named is false in case/overview), it answers by itself.'
      : 'Ids are compared exactly, as the registers and results write them.',
  });
}

function names(label: Label): { label: string; key: string } {
  return { label, key: NODES.find((n) => n.label === label)?.key ?? 'id' };
}
