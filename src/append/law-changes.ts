import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { FlowBook } from '../law/flow-book.js';
import { lawOf } from '../law/law.js';
import type { Case } from '../model/case.js';
import { at } from '../model/collect.js';
import type { Counts } from '../model/counts.js';
import type { NoticeStates } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { ShardResult } from '../trace/shard-result.js';

/** Names what decides transfers: the same name, and every situation is decided as before. */
export function lawKey({ rules, registers }: Case, counts: Counts): string {
  return createHash('sha256')
    .update(serialize([rules, registers, counts]))
    .digest('hex');
}

/**
 * The flows of which some record is decided otherwise than it was. Each situation that was met is decided once more; one that
 * a new law divides (a contract that ends in the middle of it, say) counts as decided otherwise.
 *
 * @param sum flows and situations that were met under the former law
 * @returns numbers of flows
 */
export function changedFlows({ flows, situations: s }: ShardResult, kase: Case, counts: Counts): Set<number> {
  const contents = flows.map((f) => f.content);
  const book = new FlowBook([lawOf(kase, counts)], contents);
  const changed = new Set<number>();
  for (let i = 0; i < s.flow.length; i++) {
    const flow = at(s.flow, i);
    const states = book.statesOf(book.controllerOf(flow));
    // Written by this program, when it was kept.
    const told = JSON.parse(at(s.notices, i)) as NoticeStates;
    const combination = states.idOf(states.notices.map((id) => told[id] ?? 'never'));
    const isSame = (when: Instant): boolean => {
      const situation = book.situationOf(flow, when, combination);
      if (at(book.situations, situation).period !== at(s.period, i)) return false;
      const content = at(book.flows, at(book.flowOf.data, situation));
      return JSON.stringify(content) === JSON.stringify(contents[flow]);
    };
    if (!isSame(at(s.firstAt, i)) || !isSame(at(s.lastAt, i))) changed.add(flow);
  }
  return changed;
}
