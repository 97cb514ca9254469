import { Command, Option } from 'commander';
import { limits } from '../config.js';
import { ANSWER_FORMATS, completeness } from '../report/query-answer.js';
import { openSession, type AnalyzeOptions } from '../session.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { question, queryLimits, withQuestionOptions, type QuestionOptions } from './question.js';
import { analysisOf, graphOf, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions, QuestionOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly format: string;
}

/** Width of what is printed where there is no terminal. */
const WIDTH = 120;

/** The command `wayleave query`, ready to be added to the program. */
export function queryCommand(): Command {
  return withQuestionOptions(withAnalyzeOptions(new Command('query')))
    .argument('[name]', 'query of the catalog, such as lineage/foreign-trails; wayleave queries lists them')
    .addOption(
      new Option('--format <format>', 'how to print the rows')
        .choices([...ANSWER_FORMATS.keys()])
        .default('table'),
    )
    .description('ask a question of the graph, by name or in Cypher')
    .action(async (caseDir: string, name: string | undefined, options: Options) => {
      const { ask } = question(name, options);
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
