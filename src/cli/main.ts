#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { programVersion } from '../assets.js';
import { WayleaveError } from '../errors.js';
import { suggest } from '../input/near.js';
import { showable } from '../model/text.js';

/** Commands by name, in the order of the help. Each is loaded when it is asked for: all together take most of a second. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map(
  Object.entries({
    analyze: async () => (await import('./analyze.js')).analyzeCommand(),
    explain: async () => (await import('./explain.js')).explainCommand(),
    export: async () => (await import('./export.js')).exportCommand(),
    report: async () => (await import('./report.js')).reportCommand(),
    rejects: async () => (await import('./rejects.js')).rejectsCommand(),
    person: async () => (await import('./person.js')).personCommand(),
    'what-if': async () => (await import('./what-if.js')).whatIfCommand(),
    remedies: async () => (await import('./remedies.js')).remediesCommand(),
    query: async () => (await import('./query.js')).queryCommand(),
    queries: async () => (await import('./queries.js')).queriesCommand(),
    graph: async () => (await import('./graph.js')).graphCommand(),
    check: async () => (await import('./check.js')).checkCommand(),
    packs: async () => (await import('./packs.js')).packsCommand(),
    init: async () => (await import('./init.js')).initCommand(),
    serve: async () => (await import('./serve.js')).serveCommand(),
    token: async () => (await import('./token.js')).tokenCommand(),
    audit: async () => (await import('./audit.js')).auditCommand(),
    seed: async () => (await import('./seed.js')).seedCommand(),
    'spark-archive': async () => (await import('./spark-archive.js')).sparkArchiveCommand(),
    start: async () => (await import('./start.js')).startCommand(),
  }),
);

/** The command line. Output goes to stdout, everything else to stderr; exit codes are those of the spec. */
const program = new Command('wayleave')
  .description(
    'Traces every way that personal data takes to foreign entities, and says of each step what permits it.',
  )
  .version(programVersion(), '-V, --version', 'the version of the program')
  .configureHelp({ showGlobalOptions: true });

const word = process.argv[2] ?? '';
const asked = COMMANDS.get(word);

try {
  if (asked === undefined && word !== '' && word !== 'help' && !word.startsWith('-')) {
    throw new WayleaveError('USAGE', `there is no command ${word}`, {
      accepted: suggest(word, COMMANDS.keys()),
      advice: 'wayleave --help says what each of them does.',
    });
  }
  const loads = asked !== undefined ? [asked] : /^(-V|--version)$/.test(word) ? [] : COMMANDS.values();
  for (const load of loads) program.addCommand(await load());
  leaveErrorsToUs(program);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = 0;
  else if (error instanceof CommanderError && error.code === 'commander.help') process.exitCode = 2;
  else if (error instanceof CommanderError) fail(usage(error));
  else if (error instanceof WayleaveError) fail(error);
  else {
    process.stderr.write(
      `INTERNAL: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

function fail(error: WayleaveError): void {
  process.stderr.write(`${showable(error.describe())}\n`);
  process.exitCode = error.exitCode;
}

/** Errors of the parser come here, those of commands below commands too: it would print them, and end with 1. */
function leaveErrorsToUs(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  command.commands.forEach(leaveErrorsToUs);
}

/** What the parser of the command line says, as an error of the registry. */
function usage(error: CommanderError): WayleaveError {
  const [what = '', ...more] = error.message.replace(/^error: /, '').split('\n');
  const meant = more.join(' ').trim();
  return new WayleaveError('USAGE', meant === '' ? what : `${what} ${meant}`, {
    advice: `wayleave ${asked === undefined ? '' : `${word} `}--help says what is understood.`,
    cause: error,
  });
}
