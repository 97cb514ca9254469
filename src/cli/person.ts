import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import { groupBy } from '../model/collect.js';
import type { Flow } from '../model/flow.js';
import { formatInstant } from '../model/instant.js';
import { personAnalysis } from '../pipeline.js';
import { count, narrow, paint } from '../report/text.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { openSession, type AnalyzeOptions } from '../session.js';
import { operator, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
}

/** The command `wayleave person`, ready to be added to the program. */
export function personCommand(): Command {
  return withAnalyzeOptions(new Command('person'))
    .argument('<user-id>', 'the person, as the logs name them')
    .description("where one person's data went, when, on what basis; noted in the audit log")
    .action(async (caseDir: string, given: string, options: Options) => {
      // As logs are read: with white space around the id, somebody else would be noted than is shown.
      const userId = given.trim();
      const session = await openSession(caseDir, options);
      const pseudonym = session.store.pseudonym(userId);
      await session.store.audit({ who: operator(), what: 'person', person: pseudonym });
      const dir = session.store.beginRun();
      const style = stdoutStyle();
      try {
        const a = await personAnalysis(
          session.kase,
          session.window,
          limits(options),
          join(dir, 'work'),
          userId,
        );
        if (a.people === 0) {
          const windowed = options.from !== undefined || options.to !== undefined;
          throw new WayleaveError(
            'NOT_FOUND',
            `no accepted transfer${windowed ? ' between --from and --to' : ''} is of ${pseudonym}`,
            { advice: 'Check the spelling: ids are compared exactly, after trimming.' },
          );
        }
        const flows = [...a.flows].sort((x, y) => x.firstAt - y.firstAt);
        const lines = flows.map((f) => {
          const carried = f.decision.outcomes.flatMap((o) =>
            o.answer.is === 'carried' ? [o.answer.by.kind === 'adequacy' ? 'adequacy' : o.answer.by.id] : [],
          );
          const bases = [...new Set(carried)].join(', ');
          // What no basis is recorded for may still have gates that one carries.
          const part = f.verdict === 'supported' ? '' : 'in part ';
          return [
            `${f.sender} → ${f.recipient}: ${f.fields.join(', ')}, for ${f.purpose}`,
            `  ${recordsAndTime(f)}`,
            `  ${paint(f.verdict, style)}${bases === '' ? '' : `; ${part}carried by ${bases}`} ${style('dim', f.id)}`,
          ].join('\n');
        });
        // Trails along the same processors differ by fields and purposes, which stand with the flows.
        const alike = groupBy(
          a.trails.filter((t) => t.foreign),
          (t) => `${t.processors.join(' → ')} (${t.verdict}`,
        );
        const trails = [...alike].map(
          ([way, { length }]) => `${way}${length === 1 ? '' : `, ${count(length, 'trail')}`})`,
        );
        const text = [
          style('bold', pseudonym),
          ...lines,
          '',
          style('bold', 'Trails to foreign entities'),
          ...(trails.length > 0 ? trails : ['none']),
          '',
        ].join('\n');
        await print(narrow(text, 80));
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
}

function recordsAndTime({ records, firstAt, lastAt }: Flow): string {
  const until = records === 1 ? '' : ` to ${formatInstant(lastAt)}`;
  return `${count(records, 'record')}, ${formatInstant(firstAt)}${until}`;
}
