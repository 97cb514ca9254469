import { WayleaveError } from '../errors.js';
import { fromAnswer } from '../export/from-answer.js';
import { inducedGraph, namedNodes } from '../export/induced.js';
import type { PropertyGraph } from '../export/property-graph.js';
import type { CaseGraph } from '../graph/case-graph.js';
import type { Analysis } from '../model/result.js';
import type { QueryAnswer } from '../query/run.js';
import { completeness } from '../report/query-answer.js';
import { count } from '../report/text.js';
import type { Session } from '../session.js';
import { queryLimits, type Question, type QuestionOptions } from './question.js';
import { graphOf } from './terminal.js';

/**
 * The part of a case's graph that a query answers with: the nodes and relationships in its rows, or, for one of the
 * catalog, the nodes that its rows name. What is not in it is said on stderr.
 *
 * @param whole the graph of the case, with persons if they are to be exported
 * @throws WayleaveError EXPORT_EMPTY when there is nothing to export, and what the graph store throws
 */
export async function answeredGraph(
  session: Session,
  analysis: Analysis,
  whole: CaseGraph,
  { query, ask }: Question,
  options: QuestionOptions & { readonly users?: boolean },
): Promise<PropertyGraph> {
  const store = await graphOf(session, analysis, options);
  let answer: QueryAnswer;
  try {
    answer = await ask(store, queryLimits(options));
  } finally {
    await store.close();
  }
  const complete = answer.complete && analysis.complete;
  if (!answer.complete) process.stderr.write(`${completeness(answer)}\n`);
  if (query !== null) {
    const graph = await inducedGraph(whole, namedNodes(query, answer), complete);
    if (graph.order === 0) {
      throw new WayleaveError('EXPORT_EMPTY', `the answer to ${query.name} names no node`, {
        accepted:
          'a query with a column that holds a trail, flow, processor or another node, and an answer with rows',
        advice: `wayleave query CASE ${query.name} shows the answer.`,
      });
    }
    return graph;
  }
  const { title, analysis: print } = whole;
  const { graph, dangling, users } = fromAnswer(
    { ...answer, complete },
    title,
    print,
    options.users === true,
  );
  if (graph.order === 0) {
    throw new WayleaveError('EXPORT_EMPTY', 'the answer holds no node', {
      accepted:
        'nodes, relationships or paths in the answer, such as MATCH way = (:Trail)-[:VIA]->(:Flow) RETURN way',
      ...(users > 0
        ? { advice: `It holds ${count(users, 'person')}: --users exports them, as pseudonyms.` }
        : {}),
    });
  }
  if (users > 0)
    process.stderr.write(
      `${count(users, 'person')} ${users === 1 ? 'is' : 'are'} left out; --users exports them, as pseudonyms\n`,
    );
  if (dangling > 0) {
    process.stderr.write(
      `${count(dangling, 'relationship')} ${dangling === 1 ? 'is' : 'are'} left out: a node at an end is not in the export\n`,
    );
  }
  return graph;
}
