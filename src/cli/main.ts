#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { WayleaveError } from '../errors.js';
import { analyzeCommand } from './analyze.js';
import { auditCommand } from './audit.js';
import { checkCommand } from './check.js';
import { explainCommand } from './explain.js';
import { graphCommand } from './graph.js';
import { exportCommand } from './export.js';
import { initCommand } from './init.js';
import { packsCommand } from './packs.js';
import { personCommand } from './person.js';
import { queriesCommand } from './queries.js';
import { queryCommand } from './query.js';
import { rejectsCommand } from './rejects.js';
import { remediesCommand } from './remedies.js';
import { reportCommand } from './report.js';
import { seedCommand } from './seed.js';
import { serveCommand } from './serve.js';
import { startCommand } from './start.js';
import { tokenCommand } from './token.js';
import { whatIfCommand } from './what-if.js';

/** The command line. Output goes to stdout, everything else to stderr; exit codes are those of the spec. */
const program = new Command('wayleave')
  .description(
    'Traces every way that personal data takes to foreign entities, and says of each step what permits it.',
  )
  .configureHelp({ showGlobalOptions: true })
  .exitOverride()
  .showHelpAfterError();

for (const command of [
  analyzeCommand(),
  explainCommand(),
  exportCommand(),
  reportCommand(),
  rejectsCommand(),
  personCommand(),
  whatIfCommand(),
  remediesCommand(),
  queryCommand(),
  queriesCommand(),
  graphCommand(),
  checkCommand(),
  packsCommand(),
  initCommand(),
  serveCommand(),
  tokenCommand(),
  auditCommand(),
  seedCommand(),
  startCommand(),
]) {
  program.addCommand(command.exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof WayleaveError) {
    process.stderr.write(`${error.describe()}\n`);
    process.exitCode = error.exitCode;
  } else {
    process.stderr.write(
      `INTERNAL: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}
