import { Command, Option } from 'commander';
import { limits, wholeNumber } from '../config.js';
import { WayleaveError } from '../errors.js';
import {
  MOST_WEIGHT,
  REMEDY_KINDS,
  remedyOptions,
  type RemedyKind,
  type Weights,
} from '../remedies/kinds.js';
import { leastRemedies } from '../remedies/remedies.js';
import { changesText, remediesText } from '../remedies/text.js';
import { openSession, type AnalyzeOptions } from '../session.js';
import { readStates } from '../suppose.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { analysisOf, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly only?: string;
  readonly weights?: string;
  readonly nodes?: string;
  readonly format: 'text' | 'json' | 'changes';
  readonly memory?: string;
  readonly threads?: string;
}

const MOST_NODES = 1_000_000_000;

/** The command `wayleave remedies`, ready to be added to the program. */
export function remediesCommand(): Command {
  return withAnalyzeOptions(new Command('remedies'))
    .option('--only <kinds>', `what may be supposed: some of ${REMEDY_KINDS.join(', ')}`)
    .option(
      '--weights <weights>',
      'how much each weighs, such as cuts=1,notices=2 (default: cuts 100, others 1)',
    )
    .option('--nodes <n>', 'how long to look for a proof: nodes of the search tree (default: 10000)')
    .addOption(
      new Option('--format <format>', 'text, json, or all remedies as a change file')
        .choices(['text', 'json', 'changes'])
        .default('text'),
    )
    .description('the fewest contracts, notices and cuts that would leave no unsupported trail abroad')
    .action(async (caseDir: string, options: Options) => {
      const asked = remedyOptions({
        only: options.only === undefined ? undefined : kinds(options.only),
        weights: options.weights === undefined ? undefined : weights(options.weights),
        nodes: options.nodes === undefined ? undefined : wholeNumber('--nodes', options.nodes, MOST_NODES),
      });
      const session = await openSession(caseDir, options);
      const analysis = await analysisOf(session, limits(options));
      const answer = await leastRemedies(session.kase, analysis, await readStates(session), asked);
      const text = {
        json: () => `${JSON.stringify(answer)}\n`,
        changes: () => changesText(answer),
        text: () => remediesText(answer, stdoutStyle()),
      }[options.format];
      await print(text());
    });
}

function kinds(text: string): RemedyKind[] {
  return text.split(',').map((word) => kind('only', word.trim()));
}

function kind(option: string, word: string): RemedyKind {
  const known = REMEDY_KINDS.find((k) => k === word);
  if (known !== undefined) return known;
  throw new WayleaveError('USAGE', `--${option}: ${word || 'nothing'} is no kind of remedy`, {
    accepted: REMEDY_KINDS.join(', '),
  });
}

function weights(text: string): Partial<Weights> {
  const pairs = text.split(',').map((pair) => {
    const [word = '', weight] = pair.split('=').map((part) => part.trim());
    const named = kind('weights', word);
    if (weight === undefined || weight === '') {
      throw new WayleaveError('USAGE', `--weights: ${named} has no weight`, {
        accepted: `a whole number from 1 to ${MOST_WEIGHT} behind =, such as ${named}=1`,
      });
    }
    return [named, wholeNumber('--weights', weight, MOST_WEIGHT)] as const;
  });
  const twice = pairs.map(([named]) => named).find((named, i, all) => all.indexOf(named) < i);
  if (twice !== undefined)
    throw new WayleaveError('USAGE', `--weights: ${twice} has two weights`, {
      accepted: 'one for each kind',
    });
  return Object.fromEntries(pairs);
}
