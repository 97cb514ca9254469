import { groupBy } from '../model/collect.js';
import type { CatalogQuery } from '../query/catalog-query.js';
import { ACCEPTED_TYPES } from '../query/value-type.js';
import { GENERATED, markdownTable } from './markdown.js';

/** The page docs/queries.md: every query of the catalog with its parameters and columns. */
export function queriesPage(queries: readonly CatalogQuery[]): string {
  const folders = [...groupBy(queries, (q) => q.name.split('/')[0] ?? '')];
  return [
    '# Queries',
    '',
    GENERATED,
    '',
    'Questions to [the graph](graph.md), asked by name. Each is a Cypher file in `queries`, the same text for Neo4j and for the',
    'embedded store, with the same rows.',
    '',
    '```',
    'wayleave queries',
    'wayleave query CASE lineage/foreign-trails --param verdict=unsupported --param leastPeople=100',
    "wayleave query CASE --cypher 'MATCH (p:Processor) RETURN p.id AS id ORDER BY id'",
    '```',
    '',
    'An answer says whether it is complete, and what cut it. People are distinct persons, counted by cohorts: nobody twice.',
    'A parameter that is not given has its default; without one it filters nothing. An empty value (`--param foreign=`) takes',
    'a default away. Ids that the graph does not have are refused, with what is near.',
    '',
    ...folders.map(
      ([folder, of]) => `- ${folder}: ${of.map((q) => `[${q.title}](#${anchor(q.name)})`).join(', ')}`,
    ),
    '',
    '## What a query file says',
    '',
    'A file opens with comments: the title, what it asks, its parameters (`// @param name: type = default. Meaning.`; without',
    'a default it must be given) and the columns that it returns (`// @returns name: type. Meaning.`). Its last clause is an',
    '`ORDER BY` of returned columns that leaves no two rows equal. All files are checked at start.',
    '',
    `Types: ${ACCEPTED_TYPES}. A label means the key of such a node. A time is ISO 8601 outside of the file and microseconds`,
    'since 1970 UTC within.',
    '',
    ...folders.flatMap(([, of]) => of.flatMap(section)),
  ].join('\n');
}

function section({ name, title, about, parameters, columns }: CatalogQuery): string[] {
  return [
    `## ${name}`,
    '',
    `**${title}.** ${about}`,
    '',
    ...(parameters.length === 0
      ? []
      : [
          markdownTable(
            ['parameter', 'type', 'default', 'means'],
            parameters.map((p) => [
              `\`${p.name}\``,
              p.type.text,
              p.fallbackText === null ? 'must be given' : p.fallbackText === 'null' ? '' : p.fallbackText,
              p.about,
            ]),
          ),
          '',
        ]),
    markdownTable(
      ['column', 'type', 'holds'],
      columns.map((c) => [`\`${c.name}\``, c.type.text, c.about]),
    ),
    '',
  ];
}

/** As GitHub makes anchors of headings. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
