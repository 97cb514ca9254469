import { NODES, RELATIONSHIPS, type PropertySpec } from '../graph/schema.js';
import { GENERATED, markdownTable } from './markdown.js';

/** The page docs/graph.md: the schema of the graph, as it is declared in src/graph/schema.ts. */
export function graphPage(): string {
  return [
    '# The graph',
    '',
    GENERATED,
    '',
    'The result of an analysis as a property graph, the same in Neo4j and in the embedded store. Trails form a forest: each',
    'leads to those that are one flow longer. So every way to a foreign entity is a walk that anyone can write:',
    '',
    '```cypher',
    'MATCH route = (:Trail {hops: 1})-[:LEADS_TO*0..]->(last:Trail)-[:VIA]->(:Flow)-[:TO]->(p:Processor)',
    'WHERE NOT p.home',
    'RETURN route',
    '```',
    '',
    'Instants stand twice: as ISO 8601 text, and in microseconds since 1970 UTC (`micros`) to be compared. What is not known',
    'is absent. Queries that are ready to be asked: [queries](queries.md). Keys are unique, and indexed. In the embedded store',
    '`Case` must be written between backticks, as it is a word of the language.',
    '',
    '## Nodes',
    '',
    markdownTable(
      ['label', 'key', 'is'],
      NODES.map(({ label, key, about }) => [`\`${label}\``, `\`${key}\``, about]),
    ),
    '',
    '## Relationships',
    '',
    markdownTable(
      ['type', 'from', 'to', 'is'],
      RELATIONSHIPS.flatMap(({ type, joins, about }) =>
        joins.map(([from, to]) => [`\`${type}\``, `\`${from}\``, `\`${to}\``, about]),
      ),
    ),
    '',
    '## Properties of nodes',
    '',
    ...NODES.flatMap(({ label, properties, indexes }) => [
      `### ${label}`,
      '',
      propertyTable(properties, indexes),
      '',
    ]),
    '## Properties of relationships',
    '',
    ...RELATIONSHIPS.filter((r) => r.properties.length > 0).flatMap(({ type, properties }) => [
      `### ${type}`,
      '',
      propertyTable(properties, []),
      '',
    ]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function propertyTable(specs: readonly PropertySpec[], indexes: readonly string[]): string {
  return markdownTable(
    ['property', 'type', 'holds'],
    specs.map(({ name, type, about }) => [
      `\`${name}\``,
      `\`${type}\``,
      `${about}${indexes.includes(name) ? ' (indexed)' : ''}`,
    ]),
  );
}
