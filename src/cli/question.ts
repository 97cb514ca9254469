import type { Command } from 'commander';
import { graphLimits, wholeNumber } from '../config.js';
import { WayleaveError } from '../errors.js';
import type { GraphStore, Parameter, QueryLimits } from '../graph/graph-store.js';
import type { CatalogQuery } from '../query/catalog-query.js';
import { Catalog } from '../query/catalog.js';
import { runCypher, runQuery, type QueryAnswer } from '../query/run.js';

/** What the commands that ask the graph a question are told of it. */
export interface QuestionOptions {
  readonly param: readonly string[];
  readonly cypher?: string;
  readonly graph?: string;
  readonly replace?: boolean;
  readonly timeout?: string;
  readonly rows?: string;
}

/** Options of a question beside the name of the query; shared by the commands that ask one. */
export function withQuestionOptions(command: Command): Command {
  return command
    .option(
      '--param <name=value>',
      'a parameter of the query; may be repeated',
      (given: string, all: string[]) => [...all, given],
      [],
    )
    .option('--cypher <statement>', 'ask in Cypher instead; read-only')
    .option('--graph <url>', 'graph database to load and ask; default: the one that is set, or embedded')
    .option('--replace', 'replace the graph of another case that this database holds')
    .option('--timeout <seconds>', 'seconds that the query may take')
    .option('--rows <count>', 'rows to answer with at most');
}

/** A question that was understood. */
export interface Question {
  /** Null for one in Cypher. */
  readonly query: CatalogQuery | null;
  readonly ask: (graph: GraphStore, limits: QueryLimits) => Promise<QueryAnswer>;
}

/**
 * What is asked; mistakes in it come to light before the case is analyzed.
 *
 * @throws WayleaveError USAGE, QUERY_UNKNOWN
 */
export function question(name: string | undefined, { cypher, param }: QuestionOptions): Question {
  const given = Object.fromEntries(param.map(pair));
  if (name !== undefined && cypher === undefined) {
    const query = Catalog.load().get(name);
    return { query, ask: (graph, most) => runQuery(graph, query, given, most) };
  }
  if (name === undefined && cypher !== undefined) {
    const parameters = Object.fromEntries(Object.entries(given).map(([key, text]) => [key, literal(text)]));
    return { query: null, ask: (graph, most) => runCypher(graph, cypher, parameters, most) };
  }
  throw new WayleaveError('USAGE', 'what to ask is not clear', {
    accepted: 'the name of a query, or --cypher with a statement',
    advice: 'wayleave queries lists the names.',
  });
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new WayleaveError('USAGE', `--param ${text} is not understood`, { accepted: 'name=value' });
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

/** What a parameter of somebody's own statement is bound to: JSON where it is, such as 3, true or ["a"], else the text. */
function literal(text: string): Parameter {
  try {
    return JSON.parse(text) as Parameter;
  } catch {
    return text;
  }
}

/** What a query may cost, as it was said or set. @throws WayleaveError USAGE */
export function queryLimits({ timeout, rows }: QuestionOptions): QueryLimits {
  const { timeoutMs, maxRows } = graphLimits();
  return {
    timeoutMs: timeout === undefined ? timeoutMs : wholeNumber('--timeout', timeout, 86_400) * 1000,
    maxRows: rows === undefined ? maxRows : wholeNumber('--rows', rows, 10_000_000),
  };
}
