import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import type { ExportFormat, FilesFormat, TextFormat } from '../export/format.js';
import { EXPORT_FORMATS } from '../export/formats.js';
import { fromCaseGraph } from '../export/from-case-graph.js';
import type { PropertyGraph } from '../export/property-graph.js';
import { writeExport, writeExports } from '../export/write-files.js';
import { caseGraph, type CaseGraph } from '../graph/case-graph.js';
import { graphOf } from '../graph/load.js';
import type { Analysis } from '../model/result.js';
import { openSession, type AnalyzeOptions, type Session } from '../session.js';
import { withAnalyzeOptions } from './analyze.js';
import { answeredGraph } from './export-query.js';
import { print } from './print.js';
import { question, withQuestionOptions, type Question, type QuestionOptions } from './question.js';
import { analysisOf, operator } from './terminal.js';

interface Options extends AnalyzeOptions, QuestionOptions {
  readonly query?: string;
  readonly memory?: string;
  readonly threads?: string;
  readonly format: string;
  readonly out?: string;
  readonly users?: boolean;
}

/** The command `wayleave export`, ready to be added to the program. */
export function exportCommand(): Command {
  return withQuestionOptions(withAnalyzeOptions(new Command('export')))
    .description('the graph of a case, or of a query, in the format of another program')
    .option('--query <name>', 'only what a query of the catalog names; wayleave queries lists them')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices([...EXPORT_FORMATS.keys()])
        .makeOptionMandatory(),
    )
    .option(
      '--out <path>',
      'file to write instead of stdout; for csv and neo4j-import, the folder for their files',
    )
    .option('--users', 'persons too, as pseudonyms; noted in the audit log')
    .action(async (caseDir: string, options: Options) => {
      const format = formatOf(options);
      const asked = questionOf(format, options);
      const session = await openSession(caseDir, options);
      const analysis = await analysisOf(session, limits(options));
      const whole = await exportedGraph(session, analysis, options);
      if (format.kind === 'stream') await writeExports(resolve(options.out ?? '.'), format.write(whole));
      else {
        const graph =
          asked === null
            ? await fromCaseGraph({ ...whole, complete: analysis.complete })
            : await answeredGraph(session, analysis, whole, asked, options);
        await write(format, graph, options);
      }
    });
}

/** @throws WayleaveError USAGE when several files would go to stdout */
function formatOf({ format: name, out }: Options): ExportFormat {
  const format = EXPORT_FORMATS.get(name);
  if (format === undefined) throw new WayleaveError('USAGE', `--format ${name} is not known`);
  if (format.kind !== 'text' && out === undefined) {
    throw new WayleaveError('USAGE', `--format ${name} writes several files and needs --out`, {
      accepted: '--out with a folder that is empty or does not exist yet',
    });
  }
  return format;
}

/** Which part is asked for; null for the whole. @throws WayleaveError USAGE, QUERY_UNKNOWN */
function questionOf(format: ExportFormat, options: Options): Question | null {
  if (options.query === undefined && options.cypher === undefined) {
    if (options.param.length === 0) return null;
    throw new WayleaveError('USAGE', '--param is given without a query', { accepted: '--query or --cypher' });
  }
  if (format.kind === 'stream') {
    throw new WayleaveError('USAGE', `--format ${options.format} exports whole cases only`, {
      advice: 'Leave the query out, or choose another format.',
    });
  }
  return question(options.query, options);
}

/** The graph of the case, with its persons when they are asked for, which is noted. */
async function exportedGraph(
  { kase, store, fingerprint }: Session,
  analysis: Analysis,
  { users, format }: Options,
): Promise<CaseGraph> {
  if (users !== true) return caseGraph(kase, analysis, fingerprint, null);
  if (!analysis.named) {
    throw new WayleaveError('USAGE', `the result does not keep who its ${analysis.people} people are`, {
      advice: 'Leave --users out, or set WAYLEAVE_NAMED to a larger number and analyze again.',
    });
  }
  await store.audit({ who: operator(), what: 'export --users', format, people: analysis.people });
  return graphOf({ kase, analysis, fingerprint, results: store });
}

async function write(
  format: TextFormat | FilesFormat,
  graph: PropertyGraph,
  { out }: Options,
): Promise<void> {
  const path = resolve(out ?? '.');
  if (format.kind === 'files') await writeExports(path, format.write(graph));
  else if (out === undefined) await print(format.write(graph));
  else await writeExport(path, () => format.write(graph));
}
