import { Command } from 'commander';
import { limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import { explainFlow } from '../findings/explain.js';
import { lawOf } from '../law/decide.js';
import type { Analysis } from '../model/result.js';
import { findingText, flowText, trailText } from '../report/explanation.js';
import type { ShownRow } from '../report/shown-row.js';
import type { Style } from '../report/style.js';
import { narrow } from '../report/text.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { openSession, type AnalyzeOptions, type Session } from '../session.js';
import { shownRows } from '../shown-rows.js';
import { analysisOf, operator, stdoutStyle } from './terminal.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly reveal?: boolean;
}

/** The command `wayleave explain`, ready to be added to the program. */
export function explainCommand(): Command {
  return withAnalyzeOptions(new Command('explain'))
    .argument('<id>', 'id of a flow (F…), trail (T…) or finding (X…)')
    .option('--reveal', 'show real user ids; noted in the audit log')
    .description('why a flow, trail or finding is as it is, and the log rows that prove it')
    .action(async (caseDir: string, id: string, options: Options) => {
      const session = await openSession(caseDir, options);
      const analysis = await analysisOf(session, limits(options));
      const note = async (noted: Noted): Promise<void> => {
        if (options.reveal !== true) return;
        await session.store.audit({ who: operator(), what: 'explain --reveal', id, ...noted });
      };
      const { text, rows } = await explained(session, analysis, id, options).catch(async (error: unknown) => {
        const refused = error instanceof WayleaveError ? error.code : 'INTERNAL';
        await note({ rows: 0, persons: [], refused });
        throw error;
      });
      const found = rows.filter(({ says }) => says !== null);
      const persons = new Set(found.map(({ person }) => session.store.pseudonym(person)));
      await note({ rows: found.length, persons: [...persons] });
      await print(`${narrow(text(rows, stdoutStyle()), 80)}\n`);
    });
}

/** What is noted of real user ids that are shown, or refused. */
interface Noted {
  readonly rows: number;
  /** As pseudonyms. */
  readonly persons: readonly string[];
  readonly refused?: string;
}

/** The rows that prove something, and what is said of it with them. */
async function explained(
  session: Session,
  a: Analysis,
  id: string,
  options: Options,
): Promise<{ rows: readonly ShownRow[]; text: (rows: readonly ShownRow[], style: Style) => string }> {
  const law = lawOf(session.kase, a.counts);
  const rowsOf = (refs: Parameters<typeof shownRows>[2]): Promise<ShownRow[]> =>
    shownRows(session, a, refs, { ...options, limits: limits(options) });
  const flow = a.flows.find((f) => f.id === id);
  if (flow !== undefined) {
    const gates = explainFlow(law, flow);
    return { rows: await rowsOf(flow.samples), text: (rows, style) => flowText(flow, gates, rows, style) };
  }
  const trail = a.trails.find((t) => t.id === id);
  if (trail !== undefined) {
    const flows = trail.flows.flatMap((f) => a.flows.find((x) => x.id === f) ?? []);
    return { rows: await rowsOf(trail.witness), text: (rows, style) => trailText(trail, flows, rows, style) };
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
  return {
    rows: await rowsOf(finding.samples),
    text: (rows, style) => findingText(finding, gates, rows, style),
  };
}
