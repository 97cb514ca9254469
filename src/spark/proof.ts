import type { LogPart } from '../ingest/logs.js';
import type { Case } from '../model/case.js';
import { getOrMake } from '../model/collect.js';
import type { RowRef } from '../model/flow.js';

/** Of an analysis, what names its proof. */
interface Proved {
  readonly flows: readonly { readonly samples: readonly RowRef[] }[];
  readonly trails: readonly { readonly witness: readonly RowRef[] }[];
  readonly findings: readonly { readonly samples: readonly RowRef[] }[];
}

/**
 * The transfers that flows, trails and findings name as their proof, where their files lie at addresses.
 *
 * @param parts of the logs, as they were read
 * @returns by part, each row once
 */
export function proofElsewhere(
  kase: Case,
  parts: readonly LogPart[],
  { flows, trails, findings }: Proved,
): ReadonlyMap<number, readonly RowRef[]> {
  const partsOf = new Map<number, { readonly part: number; readonly lastRow: number }[]>();
  parts.forEach(({ table, first, count, stretch, range }, part) => {
    if (table !== 'transfers') return;
    const lastRow = range?.until ?? (stretch === undefined ? Infinity : stretch.rowsBefore + stretch.rows);
    for (let file = first; file < first + count; file++) {
      if (kase.transfers.files[file]?.remote !== undefined) {
        getOrMake(partsOf, file, () => []).push({ part, lastRow });
      }
    }
  });
  const wanted = new Map<number, RowRef[]>();
  if (partsOf.size === 0) return wanted;
  const seen = new Set<string>();
  const named = [flows.map((f) => f.samples), trails.map((t) => t.witness), findings.map((f) => f.samples)];
  for (const { file, row } of named.flat(2)) {
    // Parts of a file follow each other.
    const place = partsOf.get(file)?.find(({ lastRow }) => row <= lastRow);
    const key = `${file}:${row}`;
    if (place === undefined || seen.has(key)) continue;
    seen.add(key);
    getOrMake(wanted, place.part, () => []).push({ file, row });
  }
  return wanted;
}
