import type { Parameter } from '../../graph/graph-store.js';
import { runCypher } from '../../query/run.js';
import { NO_COUNTERS, plainValue, typedValue, untyped } from './neo4j-json.js';
import { one, type Handler } from './handler.js';
import { limitsOf, personsIn, requireAll } from './query-limits.js';

/** Answers as Neo4j's HTTP Query API does: https://neo4j.com/docs/query-api/current/ */
export const queryV2: Handler<'queryV2'> = async ({ served, snapshot, body, bodyType, format, signal }) => {
  const given = (body.parameters ?? {}) as Readonly<Record<string, Parameter>>;
  const parameters = bodyType.includes('vnd.neo4j.query') ? untyped(given) : given;
  const graph = await served.graph.of(snapshot.fingerprint);
  const limits = limitsOf(undefined, signal, body.maxExecutionTime);
  const answer = await runCypher(graph, body.statement, parameters, limits);
  requireAll(answer);
  const show = format === 'json' ? plainValue : typedValue;
  const values = answer.rows.map((row) => row.map(show));
  return one(
    {
      data: { fields: answer.columns, values },
      ...(body.includeCounters === true ? { counters: NO_COUNTERS } : {}),
      bookmarks: [`FB:${snapshot.fingerprint.slice(0, 28)}`],
    },
    { rows: values.length, persons: personsIn(values) },
  );
};
