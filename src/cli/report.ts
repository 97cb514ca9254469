import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { limits } from '../config.js';
import { writeExport } from '../export/write-files.js';
import { explainFlow } from '../findings/explain.js';
import { lawOf } from '../law/decide.js';
import { at } from '../model/collect.js';
import { caseReport, rowsOfReport } from '../report/html/case-report.js';
import { rowKey } from '../report/html/report-input.js';
import { REPORT_TEXTS } from '../report/html/languages.js';
import { ENGLISH } from '../report/html/texts-en.js';
import { openSession, type AnalyzeOptions } from '../session.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { shownRows } from './shown-rows.js';
import { analysisOf } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly out?: string;
  readonly lang: string;
}

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
      const analysis = await analysisOf(session, limits(options));
      const refs = rowsOfReport(analysis);
      const shown = await shownRows(session, analysis, refs, options);
      const law = lawOf(session.kase, analysis.counts);
      const text = caseReport({
        kase: session.kase,
        analysis,
        fingerprint: session.fingerprint,
        analyzedAt: statSync(session.store.current()?.path ?? session.store.dir).mtime,
        explain: (flow) => explainFlow(law, flow),
        rows: new Map(refs.map((ref, i) => [rowKey(ref), at(shown, i)])),
        texts: REPORT_TEXTS.get(options.lang) ?? ENGLISH,
      });
      if (options.out === undefined) await print(text);
      else await writeExport(resolve(options.out), () => [text]);
    });
}
