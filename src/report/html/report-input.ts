import type { GateExplained } from '../../findings/explain.js';
import type { Case } from '../../model/case.js';
import type { Flow, RowRef } from '../../model/flow.js';
import type { Analysis } from '../../model/result.js';
import type { ShownRow } from '../shown-row.js';
import type { Texts } from './texts.js';

/** What a report is made of. */
export interface ReportInput {
  readonly kase: Case;
  readonly analysis: Analysis;
  readonly fingerprint: string;
  readonly analyzedAt: Date;
  /** Why a flow was decided as it was. */
  readonly explain: (flow: Flow) => readonly GateExplained[];
  /** Rows of the logs under `rowKey`; rows that are not there are left out of the report. */
  readonly rows: ReadonlyMap<string, ShownRow>;
  readonly texts: Texts;
}

/** Names a row of a log. */
export function rowKey({ file, row }: RowRef): string {
  return `${file}:${row}`;
}

/** Items of each list that a report shows; what is beyond is counted. */
export const MOST = {
  routes: 30,
  chains: 12,
  groups: 40,
  samples: 3,
  questions: 60,
  flows: 120,
  parties: 60,
  drawn: { entities: 18, arrows: 36 },
} as const;
