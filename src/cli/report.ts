import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { limits } from '../config.js';
import { writeExport } from '../export/write-files.js';
import { reportOf } from '../make-report.js';
import { REPORT_TEXTS } from '../report/html/languages.js';
import { openSession, type AnalyzeOptions } from '../session.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { analysisOf } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly out?: string;
  readonly lang: string;
}

/** The command `wayleave report`, ready to be added to the program. */
export function reportCommand(): Command {
  return withAnalyzeOptions(new Command('report'))
    .description('a case as one HTML document for a file, with evidence; prints on A4')
    .option('--out <file>', 'file to write instead of stdout')
    .addOption(
      new Option('--lang <language>', 'language of its texts')
        .choices([...REPORT_TEXTS.keys()])
        .default('en'),
    )
    .action(async (caseDir: string, options: Options) => {
      const session = await openSession(caseDir, options);
      const most = limits(options);
      const analysis = await analysisOf(session, most);
      const { html } = await reportOf(session, analysis, { lang: options.lang, limits: most });
      if (options.out === undefined) await print(html);
      else await writeExport(resolve(options.out), () => [html]);
    });
}
