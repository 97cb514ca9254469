import { Command } from 'commander';
import { limits } from '../config.js';
import { Database } from '../duckdb/database.js';
import { WayleaveError } from '../errors.js';
import { explainFlow } from '../findings/explain.js';
import { fetchRows } from '../ingest/fetch-rows.js';
import { lawOf } from '../law/decide.js';
import type { RowRef } from '../model/flow.js';
import type { Analysis } from '../model/result.js';
import { findingText, flowText, trailText, type ShownRow } from '../report/explanation.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { openSession, type AnalyzeOptions, type Session } from '../session.js';
import { analysisOf, operator, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly reveal?: boolean;
}

export function explainCommand(): Command {
  return withAnalyzeOptions(new Command('explain'))
    .argument('<id>', 'id of a flow (F…), trail (T…) or finding (X…)')
    .option('--reveal', 'show real user ids; noted in the audit log')
    .description('why a flow, trail or finding is as it is, and the log rows that prove it')
    .action(async (caseDir: string, id: string, options: Options) => {
      const session = await openSession(caseDir, options);
      const analysis = await analysisOf(session, limits(options));
      if (options.reveal === true)
        await session.store.audit({ who: operator(), what: 'explain --reveal', id });
      await print(`${await explain(session, analysis, id, options)}\n`);
    });
}

async function explain(session: Session, a: Analysis, id: string, options: Options): Promise<string> {
  const style = stdoutStyle();
  const law = lawOf(session.kase, a.counts);
  const flow = a.flows.find((f) => f.id === id);
  if (flow !== undefined) {
    return flowText(flow, explainFlow(law, flow), await shownRows(session, a, flow.samples, options), style);
  }
  const trail = a.trails.find((t) => t.id === id);
  if (trail !== undefined) {
    const flows = trail.flows.flatMap((f) => a.flows.find((x) => x.id === f) ?? []);
    return trailText(trail, flows, await shownRows(session, a, trail.witness, options), style);
  }
  const finding = a.findings.find((f) => f.id === id);
  if (finding === undefined) {
    throw new WayleaveError('NOT_FOUND', `the result holds nothing with the id ${id}`, {
      accepted: 'the id of a flow, trail or finding, as analyze prints it',
    });
  }
  const flows = finding.flows.flatMap((f) => a.flows.find((x) => x.id === f) ?? []);
  const gates = flows
    .flatMap((f) => explainFlow(law, f))
    .filter((g) => g.pack === finding.pack && g.gate === finding.gate && g.field === finding.field);
  return findingText(finding, gates, await shownRows(session, a, finding.samples, options), style);
}

async function shownRows(
  { kase, store }: Session,
  a: Analysis,
  refs: readonly (RowRef & { readonly at: number })[],
  { reveal, ...options }: Options,
): Promise<ShownRow[]> {
  const { memory, threads } = limits(options);
  const db = await Database.open(':memory:', { memory: memory / 2, threads, tempDir: store.dir });
  try {
    const rows = await fetchRows(db, kase, refs);
    return refs.map((ref) => {
      const row = rows.get(`${ref.file}:${ref.row}`);
      const line = row?.line === null || row === undefined ? '' : `, line ${row.line}`;
      return {
        where: `${a.files[ref.file] ?? ''}, row ${ref.row}${line}`,
        at: ref.at,
        person: row === undefined ? '?' : reveal === true ? row.userId : store.pseudonym(row.userId),
        values:
          row === undefined
            ? 'the row is not there any more'
            : `${row.sender} → ${row.recipient}, ${row.fields}, for ${row.purpose}, basis ${row.basis ?? 'none'}`,
      };
    });
  } finally {
    db.close();
  }
}
