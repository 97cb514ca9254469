import type { Case, LogFile } from '../model/case.js';
import { stampOf } from '../store/store.js';
import type { Kept, KeptFile } from './kept.js';

/** A log file of the case as it is now. */
export interface CurrentFile {
  readonly file: LogFile;
  readonly stamp: readonly string[];
  /** As it was read before; undefined when it is new, or another than it was. */
  readonly kept: KeptFile | undefined;
}

/** The log files of a case beside those that were read before. */
export interface FileChanges {
  readonly transfers: readonly CurrentFile[];
  readonly consents: readonly CurrentFile[];
  /** Numbers of files that are no longer there as they were. */
  readonly goneTransfers: readonly number[];
  readonly goneConsents: readonly number[];
}

/**
 * Which files are new, which are gone; a file that changed is both.
 *
 * @returns a reason when the files that stayed are listed in another order, in which ties are decided otherwise
 */
export function fileChanges(kase: Case, kept: Kept | undefined): FileChanges | string {
  const transfers = compare(kase, kase.transfers.files, kept?.transfers ?? []);
  const consents = compare(kase, kase.consents.files, kept?.consents ?? []);
  if (!transfers.inOrder) return 'the log files are listed in another order than before';
  return {
    transfers: transfers.now,
    consents: consents.now,
    goneTransfers: transfers.gone,
    goneConsents: consents.gone,
  };
}

function compare(
  kase: Case,
  files: readonly LogFile[],
  kept: readonly KeptFile[],
): { now: CurrentFile[]; gone: number[]; inOrder: boolean } {
  const byStamp = new Map(kept.map((k) => [k.stamp.join('\n'), k]));
  const now = files.map((file): CurrentFile => {
    const stamp = stampOf(kase, file);
    return { file, stamp, kept: byStamp.get(stamp.join('\n')) };
  });
  const stayed = now.flatMap((f) => f.kept ?? []);
  const numbers = new Set(stayed.map((k) => k.number));
  const before = kept.filter((k) => numbers.has(k.number));
  return {
    now,
    gone: kept.filter((k) => !numbers.has(k.number)).map((k) => k.number),
    inOrder: before.every((k, i) => k === stayed[i]),
  };
}
