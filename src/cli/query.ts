import { Command, Option } from 'commander';
import { graphLimits, limits, wholeNumber } from '../config.js';
import { WayleaveError } from '../errors.js';
import type { GraphStore, Parameter, QueryLimits } from '../graph/graph-store.js';
import { Catalog } from '../query/catalog.js';
import { runCypher, runQuery, type QueryAnswer } from '../query/run.js';
import { ANSWER_FORMATS, completeness } from '../report/query-answer.js';
import { openSession, type AnalyzeOptions } from '../session.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { analysisOf, graphOf, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly param: readonly string[];
  readonly cypher?: string;
  readonly format: string;
  readonly graph?: string;
  readonly replace?: boolean;
  readonly timeout?: string;
  readonly rows?: string;
}

/** Width of what is printed where there is no terminal. */
const WIDTH = 120;

export function queryCommand(): Command {
  return withAnalyzeOptions(new Command('query'))
    .argument('[name]', 'query of the catalog, such as lineage/foreign-trails; wayleave queries lists them')
    .option(
      '--param <name=value>',
      'a parameter of the query; may be repeated',
      (given: string, all: string[]) => [...all, given],
      [],
    )
    .option('--cypher <statement>', 'ask in Cypher instead; read-only')
    .addOption(
      new Option('--format <format>', 'how to print the rows')
        .choices([...ANSWER_FORMATS.keys()])
        .default('table'),
    )
    .option('--graph <url>', 'graph database to load and ask; default: the one that is set, or embedded')
    .option('--replace', 'replace the graph of another case that this database holds')
    .option('--timeout <seconds>', 'seconds that the query may take')
    .option('--rows <count>', 'rows to answer with at most')
    .description('ask a question of the graph, by name or in Cypher')
    .action(async (caseDir: string, name: string | undefined, options: Options) => {
      const ask = question(name, options);
      const session = await openSession(caseDir, options);
      const analysis = await analysisOf(session, limits(options));
      const graph = await graphOf(session, analysis, options);
      try {
        const answer = await ask(graph, queryLimits(options));
        const format = ANSWER_FORMATS.get(options.format);
        await print(format?.(answer, stdoutStyle(), process.stdout.columns || WIDTH) ?? '');
        if (options.format === 'csv') process.stderr.write(`${completeness(answer)}\n`);
      } finally {
        await graph.close();
      }
    });
}

type Ask = (graph: GraphStore, limits: QueryLimits) => Promise<QueryAnswer>;

/** What is asked; mistakes in it come to light before the case is analyzed. */
function question(name: string | undefined, { cypher, param }: Options): Ask {
  const given = Object.fromEntries(param.map(pair));
  if (name !== undefined && cypher === undefined) {
    const query = Catalog.load().get(name);
    return (graph, most) => runQuery(graph, query, given, most);
  }
  if (name === undefined && cypher !== undefined) {
    const parameters = Object.fromEntries(Object.entries(given).map(([key, text]) => [key, literal(text)]));
    return (graph, most) => runCypher(graph, cypher, parameters, most);
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

function queryLimits({ timeout, rows }: Options): QueryLimits {
  const { timeoutMs, maxRows } = graphLimits();
  return {
    timeoutMs: timeout === undefined ? timeoutMs : wholeNumber('timeout', timeout, 86_400) * 1000,
    maxRows: rows === undefined ? maxRows : wholeNumber('rows', rows, 10_000_000),
  };
}
