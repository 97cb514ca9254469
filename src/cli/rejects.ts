import { Command, Option } from 'commander';
import { rejectRows } from '../store/read-result.js';
import { csvOf, type CsvCell } from '../report/csv.js';
import { rejectSentence, type Reject } from '../report/reject-sentence.js';
import { nobodyIn } from '../report/nobody.js';
import { shownValue } from '../report/shown-value.js';
import { withAnalyzeOptions } from './analyze.js';
import { print } from './print.js';
import { openSession, withResult, type AnalyzeOptions } from '../session.js';
import { analysisOf, operator } from './terminal.js';
import { limits } from '../config.js';

interface Options extends AnalyzeOptions {
  readonly memory?: string;
  readonly threads?: string;
  readonly format: 'csv' | 'jsonl';
  readonly reveal?: boolean;
}

const COLUMNS = ['log', 'file', 'row', 'line', 'column', 'code', 'value', 'sentence'];

type Row = Readonly<Record<string, CsvCell | null>>;

/** The command `wayleave rejects`, ready to be added to the program. */
export function rejectsCommand(): Command {
  return withAnalyzeOptions(new Command('rejects'))
    .description('list the rows that were rejected, each with its reason')
    .addOption(new Option('--format <format>', 'how to print them').choices(['csv', 'jsonl']).default('csv'))
    .option('--reveal', 'show the rows as they were, real user ids included; noted in the audit log')
    .action(async (caseDir: string, options: Options) => {
      const session = await openSession(caseDir, options);
      const { files } = await analysisOf(session, limits(options));
      const reveal = options.reveal === true;
      const rows = await withResult(session, rejectRows);
      if (reveal) await session.store.audit({ who: operator(), what: 'rejects --reveal', rows: rows.length });
      const pseudonym = (id: string): string => session.store.pseudonym(id);
      const isNobody = nobodyIn(session.kase);
      const shown = rows.map((r) => {
        const column = r['column_name'] === null ? null : String(r['column_name']);
        const value = r['value'] === null ? null : String(r['value']);
        const userId = r['user_id'] === null ? null : String(r['user_id']);
        const isPerson = (): boolean => r['names_person'] === true;
        const reject: Reject = {
          log: String(r['log']),
          file: files[Number(r['file'])] ?? '',
          row: Number(r['row']),
          line: r['line'] === null ? null : Number(r['line']),
          column,
          code: String(r['code']),
          // A user id, and a row as it was, are personal data: they are shown to whoever asks for them.
          value: reveal ? value : shownValue(value, column, userId, pseudonym, { isPerson, isNobody }),
          detail: r['detail'] === null ? null : String(r['detail']),
        };
        return { ...reject, sentence: rejectSentence(reject), ...(reveal ? { raw: String(r['raw']) } : {}) };
      });
      const columns = [...COLUMNS, ...(reveal ? ['raw'] : [])];
      await print(
        options.format === 'jsonl'
          ? shown.map((r) => `${JSON.stringify(r)}\n`).join('')
          : csvOf([columns, ...shown.map((r) => columns.map((c) => (r as Row)[c] ?? ''))], '\n'),
      );
    });
}
