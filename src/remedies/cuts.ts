import type { Route } from '../model/flow.js';
import { groupBy } from '../model/collect.js';
import { countsAnew } from '../what-if/what-if.js';
import { routeKey, TIES, type Candidate, type LeftOut } from './candidate.js';
import type { Burden } from './needs.js';
import type { Trial } from './trial.js';

/**
 * Flows that may be cut: all from one processor to another for a purpose, of those on unsupported trails. Collections are on
 * no trail. Where rules count the transfers that are cut, only a scan would tell what else changes.
 */
export async function cutCandidates(
  trial: Trial,
  burdens: readonly Burden[],
): Promise<{ candidates: Candidate[]; leftOut: LeftOut[] }> {
  const flows = new Map(burdens.flatMap((b) => b.flows.map((f) => [f.id, f] as const)));
  const candidates: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  for (const [id, [flow]] of groupBy(flows.values(), routeKey)) {
    if (flow === undefined) continue;
    const { sender, recipient, purpose } = flow;
    const isCut = (f: Route): boolean =>
      f.sender === sender && f.recipient === recipient && f.purpose === purpose;
    const changes = { cut: [{ sender, recipient, purpose }] };
    const supposed = await trial.apply(changes);
    const [cut, left] = [true, false].map((is) => trial.analysis.flows.filter((f) => isCut(f) === is));
    if (countsAnew(trial.kase, supposed.kase, cut ?? [], left ?? [])) {
      leftOut.push({ id: null, sender, recipient, purpose, because: 'rules count over the whole log' });
    } else {
      candidates.push({
        ...{ kind: 'cuts', how: 'cut', id, sort: null, tie: TIES.cut, serves: [] },
        touches: isCut,
        changes: () => changes,
      });
    }
  }
  return { candidates, leftOut };
}
