import type { GraphValue } from '../graph/graph-store.js';
import { isList, printedAnswer, printedValue } from '../query/printed.js';
import type { QueryAnswer } from '../query/run.js';
import { csvOf, type CsvCell } from './csv.js';
import { queryTable } from './query-table.js';
import type { Style } from './style.js';
import { n } from './text.js';

/** Puts an answer into text. */
type AnswerFormat = (answer: QueryAnswer, style: Style, width: number) => string;

/** How answers are printed, by the name of the format. */
export const ANSWER_FORMATS: ReadonlyMap<string, AnswerFormat> = new Map<string, AnswerFormat>([
  ['table', (answer, style, width) => `${queryTable(answer, style, width)}${completeness(answer)}\n`],
  ['json', (answer) => `${JSON.stringify(printedAnswer(answer), null, 1)}\n`],
  ['csv', answerCsv],
]);

/** How many rows, and whether they are all. */
export function completeness({ rows, cut }: QueryAnswer): string {
  const count = `${n(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  return cut === null
    ? `${count}, complete`
    : `${count}, not complete: cut at the limit of ${n(cut.limit)} rows; --rows raises it`;
}

/** RFC 4180 with a header. Items of lists are joined by `|`, as cases write them; what is no text or number is JSON. A cell that a spreadsheet
 * would take for a formula begins with an apostrophe. */
function answerCsv({ columns, rows }: QueryAnswer): string {
  return csvOf([columns, ...rows.map((row) => row.map(cell))], '\n');
}

function cell(value: GraphValue): CsvCell {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (isList(value) && value.every((v) => typeof v !== 'object')) return value.map(String).join('|');
  return typeof value === 'object' ? JSON.stringify(printedValue(value)) : String(value);
}
