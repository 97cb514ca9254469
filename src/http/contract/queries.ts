import { z } from 'zod';
import { head } from './answers.js';
import { operation } from './operation.js';
import { caseParams, wholeNumber } from './requests.js';
import { count, name } from './words.js';

const savedQuery = z
  .strictObject({
    name: name.meta({ description: 'Folder and name: `lineage/reach`.' }),
    title: z.string(),
    about: z.string(),
    persons: z.boolean().meta({ description: 'It names persons or rows of theirs: for analysts.' }),
    parameters: z.array(
      z.strictObject({
        name: z.string(),
        type: z.string(),
        required: z.boolean(),
        default: z.unknown(),
        about: z.string(),
      }),
    ),
    columns: z.array(z.strictObject({ name: z.string(), type: z.string(), about: z.string() })),
    statement: z.string(),
  })
  .meta({ id: 'SavedQuery' });

/** A value of a row: JSON, with nodes as `labels` and `properties`, relationships as `type` and `properties`. */
const rows = z.array(z.record(z.string(), z.unknown()));

const subgraph = z
  .strictObject({
    nodes: z.array(
      z.strictObject({ id: z.string(), label: z.string(), properties: z.record(z.string(), z.unknown()) }),
    ),
    edges: z.array(
      z.strictObject({
        id: z.string(),
        type: z.string(),
        source: z.string(),
        target: z.string(),
        properties: z.record(z.string(), z.unknown()),
      }),
    ),
    dangling: count.meta({ description: 'Relationships of the rows that lack one of their nodes.' }),
  })
  .meta({
    id: 'Subgraph',
    description: 'Nodes, relationships and paths of the rows, each once, to be drawn.',
  });

const answer = z.strictObject({
  ...head,
  query: z.string().nullable(),
  parameters: z.record(z.string(), z.unknown()),
  columns: z.array(z.string()),
  rows,
  milliseconds: z.number().meta({ description: 'What the store took.' }),
  graph: subgraph.nullable(),
});

const limits = {
  maxRows: wholeNumber(1, 1_000_000).optional().meta({
    description: 'Rows at most; never more than the server allows (WAYLEAVE_QUERY_ROWS).',
  }),
};

const GRAPH_ERRORS = [
  'GRAPH_UNAVAILABLE',
  'GRAPH_PENDING',
  'GRAPH_OTHER_CASE',
  'GRAPH_FOREIGN',
  'GRAPH_TOO_LARGE',
] as const;
/** What a question to the graph may come to. */
export const QUERY_ERRORS = [
  ...GRAPH_ERRORS,
  'QUERY_SYNTAX',
  'QUERY_REFUSED',
  'QUERY_FAILED',
  'QUERY_TIMEOUT',
  'QUERY_MEMORY',
  'QUERY_ROWS',
  'BUSY',
] as const;

const neo4jErrorList = z.array(z.strictObject({ code: z.string(), message: z.string() }));

/** An error in the shape of Neo4j's HTTP Query API. */
export const neo4jProblem = z
  .strictObject({ errors: neo4jErrorList })
  .meta({ id: 'Neo4jProblem', description: "An error in the shape of Neo4j's HTTP Query API." });

const parameters = z.record(z.string().max(200), z.json());

export const queriesContract = {
  listQueries: operation({
    method: 'GET',
    path: '/api/cases/{case}/queries',
    role: 'viewer',
    tag: 'Graph',
    summary: 'Questions to the graph that can be asked by name',
    params: caseParams,
    query: z.strictObject({}),
    response: z.strictObject({ complete: z.boolean(), items: z.array(savedQuery) }),
    errors: [],
    examples: [{ params: { case: 'kakaopay' } }],
  }),
  runQuery: operation({
    method: 'GET',
    path: '/api/cases/{case}/queries/{folder}/{query}',
    role: 'viewer',
    tag: 'Graph',
    summary: 'Ask a question by name',
    description:
      'The parameters of the query stand in the URL; those that are lists may be repeated. Queries that name persons need the role analyst, and are noted in the audit log.',
    params: caseParams.extend({ folder: name, query: name }),
    query: z.looseObject(limits),
    response: answer,
    formats: ['json', 'csv'],
    errors: ['QUERY_UNKNOWN', 'QUERY_PARAMETER', 'AUDIT_UNWRITABLE', ...QUERY_ERRORS],
    examples: [
      { params: { case: 'kakaopay', folder: 'people', query: 'exposed' } },
      { params: { case: 'kakaopay', folder: 'lineage', query: 'foreign-trails' }, query: { maxRows: '5' } },
    ],
  }),
  askCypher: operation({
    method: 'POST',
    path: '/api/cases/{case}/cypher',
    role: 'analyst',
    tag: 'Graph',
    summary: 'Ask the graph in Cypher, read-only',
    params: caseParams,
    query: z.strictObject({}),
    body: z.strictObject({
      statement: z.string().min(1).max(100_000),
      parameters: parameters.optional(),
      maxRows: z.int().min(1).max(1_000_000).optional(),
      whole: z.boolean().optional().meta({
        description: 'All rows or none: more rows than it may answer with are the error QUERY_ROWS.',
      }),
      graph: z
        .boolean()
        .optional()
        .meta({ description: 'Also the nodes and relationships of the rows, to be drawn.' }),
    }),
    audited: true,
    response: answer,
    formats: ['json', 'csv'],
    errors: QUERY_ERRORS,
    examples: [
      {
        params: { case: 'kakaopay' },
        body: {
          statement:
            'MATCH (p:Processor)-[:SENDS]->(f:Flow) RETURN p.id AS sender, count(f) AS flows ORDER BY sender',
        },
      },
      {
        params: { case: 'kakaopay' },
        body: {
          statement: 'MATCH way = (:Processor)-[:SENDS]->(:Flow)-[:TO]->(:Processor) RETURN way LIMIT 3',
          graph: true,
        },
      },
    ],
  }),
  queryV2: operation({
    method: 'POST',
    path: '/db/{database}/query/v2',
    role: 'analyst',
    tag: 'Graph',
    summary: "Neo4j's HTTP Query API, version 2, read-only",
    description:
      'For clients that were written for Neo4j: the database is the id of the case, the token is sent as Bearer, or as the password of Basic. Errors have the shape of that API. More rows than the server allows are an error, as the shape cannot say that rows are missing.',
    params: z.strictObject({ database: name }),
    query: z.strictObject({}),
    body: z.strictObject({
      statement: z.string().min(1, 'statement cannot be null or empty').max(100_000),
      parameters: parameters.optional(),
      includeCounters: z.boolean().optional(),
      accessMode: z.enum(['Read', 'Write', 'READ', 'WRITE']).optional(),
      maxExecutionTime: z.int().min(1).max(86_400).optional(),
      bookmarks: z.array(z.string()).max(1000).optional(),
    }),
    audited: true,
    status: 202,
    response: z.strictObject({
      data: z.strictObject({ fields: z.array(z.string()), values: z.array(z.array(z.unknown())) }),
      counters: z.record(z.string(), z.union([z.boolean(), count])).optional(),
      bookmarks: z.array(z.string()).optional(),
      errors: neo4jErrorList.optional(),
    }),
    formats: ['json', 'typed', 'typed11'],
    errors: QUERY_ERRORS,
    examples: [
      {
        params: { database: 'kakaopay' },
        body: { statement: 'MATCH (p:Processor {id: $id}) RETURN p', parameters: { id: 'kakaopay' } },
      },
    ],
  }),
};
