import { Command } from 'commander';
import { limits } from '../config.js';
import { n } from '../report/text.js';
import { openSession, type AnalyzeOptions, type GraphOptions } from '../session.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { analysisOf, graphOf, stdoutStyle } from './terminal.js';

/** What the commands that ask the graph are told. */
interface GraphCommandOptions extends AnalyzeOptions, GraphOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly replace?: boolean;
}

/** Options that say where the graph is; shared by the commands that ask it. */
function withGraphOptions(command: Command): Command {
  return withAnalyzeOptions(command)
    .option(
      '--graph <url>',
      "graph database, such as neo4j://host:7687 (default: embedded, in the case's store)",
    )
    .option('--replace', 'replace the graph of another case there');
}

/** The command `wayleave graph`, ready to be added to the program. */
export function graphCommand(): Command {
  return withGraphOptions(new Command('graph'))
    .description('load the graph of a case into its graph store, and count what is there')
    .action(async (caseDir: string, options: GraphCommandOptions) => {
      const session = await openSession(caseDir, options);
      const analysis = await analysisOf(session, limits(options));
      const graphs = await graphOf(session, analysis, options);
      try {
        const { nodes, relationships } = await graphs.counts();
        const style = stdoutStyle();
        const lines = (counts: ReadonlyMap<string, number>): string[] =>
          [...counts]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, count]) => `  ${name.padEnd(16)} ${n(count).padStart(12)}`);
        await print(
          [
            `${style('bold', 'Nodes')} in ${graphs.address}`,
            ...lines(nodes),
            '',
            style('bold', 'Relationships'),
            ...lines(relationships),
            '',
          ].join('\n'),
        );
      } finally {
        await graphs.close();
      }
    });
}
