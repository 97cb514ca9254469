import type { PeopleCounter } from '../../findings/people.js';
import { WORST_FIRST } from '../groups.js';
import { n } from '../text.js';
import { html, type Content, type Markup } from './markup.js';
import { peopleText, table, verdictMark, words } from './parts.js';
import type { ReportInput } from './report-input.js';

/** What came out, in two sentences and two tables. */
export function summarySection(input: ReportInput, counter: PeopleCounter): Markup {
  const { analysis: a, texts } = input;
  const foreign = a.trails.filter((t) => t.foreign);
  const unsupported = foreign.filter((t) => t.verdict === 'unsupported');
  const abroad = new Set(foreign.map((t) => t.processors.at(-1)));
  const concerned = counter.ofTrails(unsupported.map((t) => t.id));
  const trails = texts.trailCount(n(foreign.length));
  const all = peopleText(a.people, texts);
  const verdicts = WORST_FIRST.flatMap((v): Content[][] => {
    const flows = a.flows.filter((f) => f.verdict === v);
    if (flows.length === 0) return [];
    const records = flows.reduce((sum, f) => sum + f.records, 0);
    return [[verdictMark(v, texts), n(flows.length), n(records), n(counter.ofFlows(flows.map((f) => f.id)))]];
  });
  return html`
    ${a.complete ? null : html`<p class="warning">${texts.cut(a.hops, n(a.maxTrails))}</p>`}
    <p class="headline">
      ${
        foreign.length === 0
          ? [`${all}. `, a.complete ? texts.noForeign : texts.noForeignListed]
          : texts.headline(
              all,
              a.complete ? trails : texts.atLeast(trails),
              texts.entityCount(n(abroad.size)),
            )
      }
      ${
        unsupported.length > 0 &&
        html`<strong>${texts.unsupportedPeople(peopleText(concerned, texts), n(a.people))}</strong>`
      }
    </p>
    ${table([texts.word.verdict, ...words(texts, 'flows', 'records', 'people')], verdicts, [1, 2, 3])}
    ${table(
      words(texts, 'log', 'read', 'accepted', 'rejected'),
      [
        [texts.word.transfers, ...counts(a.sources.transfers)],
        [texts.word.consents, ...counts(a.sources.consents)],
      ],
      [1, 2, 3],
    )}
  `;
}

function counts({ read, accepted, rejected }: ReportInput['analysis']['sources']['transfers']): string[] {
  return [n(read), n(accepted), n(rejected)];
}
