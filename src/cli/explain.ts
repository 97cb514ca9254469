import { Command } from 'commander';
import { limits, type Limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import { explainFlow } from '../findings/explain.js';
import { lawOf } from '../law/decide.js';
import type { Analysis } from '../model/result.js';
import { findingText, flowText, trailText } from '../report/explanation.js';
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
      if (options.reveal === true)
        await session.store.audit({ who: operator(), what: 'explain --reveal', id });
      await print(`${await explain(session, analysis, id, { ...options, limits: limits(options) })}\n`);
    });
}

async function explain(
  session: Session,
  a: Analysis,
  id: string,
  options: Options & { readonly limits: Limits },
): Promise<string> {
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
