import { fromAnswer } from '../../export/from-answer.js';
import type { Parameter } from '../../graph/graph-store.js';
import { printedAnswer } from '../../query/printed.js';
import { runCypher, runQuery, type QueryAnswer } from '../../query/run.js';
import { requireRole } from '../access/access.js';
import type { Snapshot } from '../cases/snapshot.js';
import type { queriesContract } from '../contract/queries.js';
import { without } from '../../model/collect.js';
import { one, type Handlers } from './handler.js';
import { namesPersons } from './names-persons.js';
import { limitsOf, personsIn, requireAll } from './query-limits.js';
import { queryV2 } from './query-v2.js';
import { headOf } from './shapes.js';

export const queryHandlers: Handlers<keyof typeof queriesContract> = {
  listQueries: ({ service }) =>
    one({
      complete: true,
      items: service.catalog.queries.map((q) => ({
        name: q.name,
        title: q.title,
        about: q.about,
        persons: namesPersons(q),
        parameters: q.parameters.map((p) => ({
          name: p.name,
          type: p.type.text,
          required: p.required,
          default: p.fallback,
          about: p.about,
        })),
        columns: q.columns.map((c) => ({ name: c.name, type: c.type.text, about: c.about })),
        statement: q.statement,
      })),
    }),

  runQuery: async ({ service, served, snapshot, asker, params, query, signal }) => {
    const found = service.catalog.get(`${params.folder}/${params.query}`);
    const persons = namesPersons(found);
    if (persons) requireRole(asker, 'analyst');
    const given = without(query, ['maxRows']);
    const started = performance.now();
    const graph = await served.graph.of(snapshot.fingerprint);
    const answer = await runQuery(graph, found, given, limitsOf(query.maxRows, signal));
    return shown(snapshot, answer, performance.now() - started, false, persons);
  },

  askCypher: async ({ served, snapshot, body, signal }) => {
    const started = performance.now();
    const graph = await served.graph.of(snapshot.fingerprint);
    const parameters = body.parameters as Readonly<Record<string, Parameter>> | undefined;
    const answer = await runCypher(graph, body.statement, parameters ?? {}, limitsOf(body.maxRows, signal));
    if (body.whole === true) requireAll(answer);
    return shown(snapshot, answer, performance.now() - started, body.graph === true, true);
  },

  queryV2,
};

function shown(snapshot: Snapshot, answer: QueryAnswer, ms: number, graph: boolean, audit: boolean) {
  const { query, columns, rows, cut } = printedAnswer(answer);
  const value = {
    ...headOf(snapshot, cut === null ? [] : [cut]),
    query,
    parameters: answer.parameters,
    columns,
    rows,
    milliseconds: Math.round(ms * 10) / 10,
    graph: graph ? subgraph(snapshot, answer) : null,
  };
  return one(value, {
    table: rows,
    columns,
    rows: rows.length,
    audit,
    persons: audit ? personsIn(rows) : [],
  });
}

function subgraph({ analysis, fingerprint }: Snapshot, answer: QueryAnswer) {
  const { graph, dangling } = fromAnswer(answer, analysis.title, fingerprint, true);
  return {
    nodes: graph.mapNodes((id, attributes) => ({
      id,
      label: attributes.nodeLabel,
      properties: without(attributes, ['nodeLabel', 'label']),
    })),
    edges: graph.mapEdges((id, { label: type, ...properties }, source, target) => ({
      id,
      type,
      source,
      target,
      properties,
    })),
    dangling,
  };
}
