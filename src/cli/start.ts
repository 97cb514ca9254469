import { Command } from 'commander';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assets.js';
import { limits } from '../config.js';
import { summary } from '../report/text.js';
import { print } from './print.js';
import { writeKakaopay } from './seed.js';
import { openSession } from '../session.js';
import { analysisOf, stdoutStyle } from './terminal.js';

/** What `npm start` does: generates the Kakaopay case once, analyzes it, prints the summary and where to go next. */
export function startCommand(): Command {
  return new Command('start')
    .description('generate and analyze the Kakaopay case at 1:10,000')
    .action(async () => {
      const dir = join(packageRoot(), 'out', 'kakaopay');
      if (!existsSync(dir)) {
        process.stderr.write('Writing the Kakaopay case at 1:10,000 …\n');
        const half = `${dir}.part`;
        rmSync(half, { recursive: true, force: true });
        mkdirSync(half, { recursive: true });
        await writeKakaopay('1:10000', half);
        renameSync(half, dir);
      }
      const session = await openSession(dir, {});
      const analysis = await analysisOf(session, limits());
      const [finding] = analysis.findings;
      await print(
        [
          summary(analysis, stdoutStyle()),
          'Where to go next',
          ...(finding === undefined ? [] : [`  npm run -s wayleave -- explain out/kakaopay ${finding.id}`]),
          '  npm run -s wayleave -- analyze out/kakaopay --json',
          '  npm run -s wayleave -- init my-case',
          '  seed/kakaopay-alipay/README.md says what is public fact and what is modelled.',
          '',
        ].join('\n'),
      );
    });
}
