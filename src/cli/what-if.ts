import { Command } from 'commander';
import { limits } from '../config.js';
import { openSession, type AnalyzeOptions } from '../session.js';
import { readStates, suppose } from '../suppose.js';
import { readChangeFile } from '../what-if/change-file.js';
import { answerText } from '../what-if/text.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { analysisOf, listening, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly json?: boolean;
  readonly scan?: boolean;
  readonly memory?: string;
  readonly threads?: string;
}

/** The command `wayleave what-if`, ready to be added to the program. */
export function whatIfCommand(): Command {
  return withAnalyzeOptions(new Command('what-if'))
    .argument('<file>', 'what is supposed: a change file (docs/what-if.md)')
    .option('--json', 'print the whole answer as JSON')
    .option('--scan', 'read the logs when the numbers cannot be exact otherwise')
    .description('what would be, if contracts, notices, rules or flows were otherwise; exact to the person')
    .action(async (caseDir: string, path: string, options: Options) => {
      const file = readChangeFile(path);
      const session = await openSession(caseDir, options);
      const given = limits(options);
      const analysis = await analysisOf(session, given);
      const states = await readStates(session);
      const answer = await listening((listener) =>
        suppose(
          session,
          analysis,
          states,
          file,
          options.scan === true ? { limits: given, listener } : undefined,
        ),
      );
      await print(options.json === true ? `${JSON.stringify(answer)}\n` : answerText(answer, stdoutStyle()));
      // Whoever asked for numbers has none yet.
      if (answer.scanNeeded) process.exitCode = 2;
    });
}
