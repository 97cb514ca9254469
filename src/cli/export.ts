import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import type { ExportFormat } from '../export/format.js';
import { EXPORT_FORMATS } from '../export/formats.js';
import { fromCaseGraph } from '../export/from-case-graph.js';
import { writeExport, writeExports } from '../export/write-files.js';
import { caseGraph, type CaseGraph } from '../graph/case-graph.js';
import { graphOf } from '../graph/load.js';
import type { Analysis } from '../model/result.js';
import { openSession, type AnalyzeOptions, type Session } from '../session.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { analysisOf, operator } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly format: string;
  readonly out?: string;
  readonly users?: boolean;
}

export function exportCommand(): Command {
  return withAnalyzeOptions(new Command('export'))
    .description('the graph of a case in the format of another program')
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
      const session = await openSession(caseDir, options);
      const analysis = await analysisOf(session, limits(options));
      await write(format, exportedGraph(session, analysis, options), analysis, options);
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

/** The graph of the case, with its persons when they are asked for, which is noted. */
function exportedGraph(
  { kase, store, fingerprint }: Session,
  analysis: Analysis,
  { users, format }: Options,
): CaseGraph {
  if (users !== true) return caseGraph(kase, analysis, fingerprint, null);
  if (!analysis.named) {
    throw new WayleaveError('USAGE', `the result does not keep who its ${analysis.people} people are`, {
      advice: 'Leave --users out, or set WAYLEAVE_NAMED to a larger number and analyze again.',
    });
  }
  store.audit({ who: operator(), what: 'export --users', format, people: analysis.people });
  return graphOf({ kase, analysis, fingerprint, results: store });
}

async function write(
  format: ExportFormat,
  graph: CaseGraph,
  { complete }: Analysis,
  { out }: Options,
): Promise<void> {
  const path = resolve(out ?? '.');
  if (format.kind === 'stream') return writeExports(path, format.write(graph));
  const all = await fromCaseGraph({ ...graph, complete });
  if (format.kind === 'files') return writeExports(path, format.write(all));
  if (out === undefined) return print(format.write(all));
  return writeExport(path, () => format.write(all));
}
