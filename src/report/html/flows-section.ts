import { USER } from '../../model/case.js';
import { WORST_FIRST } from '../groups.js';
import { n } from '../text.js';
import { html, type Markup } from './markup.js';
import { cutNote, day, table, verdictMark, words } from './parts.js';
import { MOST, type ReportInput } from './report-input.js';

/** The flows in a table, worst first. */
export function flowsSection({ analysis, texts }: ReportInput): Markup {
  const flows = [...analysis.flows].sort(
    (x, y) => WORST_FIRST.indexOf(x.verdict) - WORST_FIRST.indexOf(y.verdict) || y.people - x.people,
  );
  const who = (id: string): string => (id === USER ? texts.word.persons : id);
  return html`${table(
    words(texts, 'way', 'fields', 'purpose', 'basis', 'verdict', 'time', 'records', 'people'),
    flows
      .slice(0, MOST.flows)
      .map((f) => [
        `${who(f.sender)} → ${f.recipient}`,
        f.fields.join(', '),
        f.purpose,
        f.basis ?? texts.word.none,
        verdictMark(f.verdict, texts),
        `${day(f.firstAt)} – ${day(f.lastAt)}`,
        n(f.records),
        n(f.people),
      ]),
    [6, 7],
  )}
  ${cutNote(MOST.flows, flows.length, texts)}`;
}
