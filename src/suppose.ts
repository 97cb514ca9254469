import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from './config.js';
import type { Analysis } from './model/result.js';
import { analyzeUnder } from './pipeline.js';
import { withResult, type RunListener, type Session } from './session.js';
import { openResult, readSituations, readUnknownNotices } from './store/read-result.js';
import type { WhatIfAnswer } from './what-if/answer-schema.js';
import { applyChanges, type Supposed } from './what-if/apply.js';
import type { ChangeFile } from './what-if/change-file.js';
import type { States } from './what-if/states.js';
import { checkScan, cutBy, whatIf } from './what-if/what-if.js';

/** What the current result of a session keeps beside its analysis; cheap to keep at hand for as long as it is current. */
export function readStates(session: Session): Promise<States> {
  return withResult(session, async (db) => ({
    situations: await readSituations(db),
    unknownNotices: await readUnknownNotices(db),
  }));
}

/** Where a scan may run: what it may take, and who hears of it. */
export interface ScanAllowed {
  readonly limits: Limits;
  readonly listener: RunListener;
}

/**
 * Answers what would be, if. Without a scan, unless one is needed and allowed: then the logs are read once, under both laws,
 * into a folder that is removed; the store keeps its result.
 *
 * @param analysis the session's current one
 * @param scan undefined when the logs must not be read
 * @throws WayleaveError CHANGE_INVALID, PACK_INVALID; what an analysis throws, for a scan
 */
export async function suppose(
  session: Session,
  analysis: Analysis,
  states: States,
  file: ChangeFile,
  scan?: ScanAllowed,
): Promise<WhatIfAnswer> {
  const { kase } = session;
  const flows = new Set(analysis.flows.map((f) => f.id));
  const supposed = await applyChanges(kase, file, (id) => flows.has(id));
  const answer = whatIf(kase, analysis, states, supposed);
  if (!answer.scanNeeded || scan === undefined) return answer;
  checkScan(analysis, file, supposed);
  return await scanBoth(session, analysis, supposed, scan);
}

async function scanBoth(
  { kase, store, window }: Session,
  analysis: Analysis,
  supposed: Supposed,
  { limits, listener }: ScanAllowed,
): Promise<WhatIfAnswer> {
  const { registers } = kase;
  const added = supposed.kase.registers.notices.filter((n) => supposed.addedNotices.includes(n.id));
  const both = {
    ...kase,
    registers: { ...registers, notices: [...registers.notices, ...added] },
    // Flows that are told apart have more trails, but none that is longer: the same lengths are looked at.
    trace: { ...kase.trace, maxHops: analysis.hops },
  };
  const isCut = cutBy(supposed.cuts);
  const dir = store.beginRun();
  const ended = listener.onRun(dir);
  try {
    const scanned = await analyzeUnder(
      both,
      [{ kase }, { kase: supposed.kase, isCounted: (route) => !isCut(route, undefined) }],
      window,
      { ...limits, named: 0 },
      dir,
      listener.onProgress,
    );
    const db = await openResult(join(dir, 'result.duckdb'), dir);
    try {
      const states = { situations: await readSituations(db), unknownNotices: new Set<string>() };
      const counts = scanned.counts[1] ?? scanned.analysis.counts;
      const complete = analysis.complete && scanned.analysis.hops === analysis.hops;
      return whatIf(kase, { ...scanned.analysis, complete }, states, supposed, { counts });
    } finally {
      db.close();
    }
  } finally {
    ended();
    rmSync(dir, { recursive: true, force: true });
  }
}
