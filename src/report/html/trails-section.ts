import type { PeopleCounter } from '../../findings/people.js';
import { at } from '../../model/collect.js';
import type { Flow } from '../../model/flow.js';
import { sortedSet } from '../../model/text.js';
import { foreignRoutes, type Route } from '../groups.js';
import { n } from '../text.js';
import { html, joined, type Content, type Markup } from './markup.js';
import { cutNote, evidence, flowReasons, peopleText, verdictMark } from './parts.js';
import { MOST, type ReportInput } from './report-input.js';

/** The ways to foreign entities, worst first, each with its steps and one person's records. */
export function trailsSection(input: ReportInput, counter: PeopleCounter): Markup {
  const { analysis, texts } = input;
  const routes = foreignRoutes(analysis, counter);
  if (routes.length === 0) {
    return html`<p>${input.analysis.complete ? texts.noForeign : texts.noForeignListed}</p>`;
  }
  const flows = new Map(analysis.flows.map((f) => [f.id, f]));
  return html`
    <p>${texts.trailsNote}</p>
    ${routes.slice(0, MOST.routes).map((r) => route(r, flows, input))}
    ${cutNote(MOST.routes, routes.length, texts)}
  `;
}

function route(
  { trails, first, people }: Route,
  flows: ReadonlyMap<string, Flow>,
  input: ReportInput,
): Markup {
  const { texts } = input;
  const way = first.processors.map((p, i) => html`${p} <small>(${first.jurisdictions[i] ?? ''})</small>`);
  const chains = sortedSet(trails.flatMap((t) => t.fieldChains.map((c) => c.join(' → '))));
  return html`<article>
    <h3>${joined(way, ' → ')}</h3>
    <p>
      ${verdictMark(first.verdict, texts)} · ${peopleText(people, texts)} ·
      ${trails.length > 1 && html`${texts.alike(n(trails.length))} · `}
      <code>${first.id}</code>
    </p>
    <p class="fields">
      ${texts.word.fields}: ${chains.slice(0, MOST.chains).join('; ')}${more(chains.length)}
    </p>
    <ol class="hops">
      ${first.flows.map((id, i): Content => {
        const flow = flows.get(id);
        // Hops are told of the trail that stands for the route; the others differ in what the note above names.
        return flow !== undefined && hop(flow, first.unsupportedHops.includes(i + 1), input);
      })}
    </ol>
    ${
      first.breaches.length > 0 &&
      html`<p>
        ${joined(
          sortedSet(first.breaches.map((b) => b.code)).map((c) => html`<code>${c}</code>`),
          ', ',
        )}
      </p>`
    }
    ${evidence(first.witness, texts.witness, input)}
  </article>`;
}

function more(count: number): string {
  return count > MOST.chains ? `; … (${n(count)})` : '';
}

function hop(flow: Flow, unsupported: boolean, { texts }: ReportInput): Markup {
  const [first, last] = [at(flow.months, 0), at(flow.months, flow.months.length - 1)];
  const here = unsupported && flow.verdict !== 'unsupported';
  return html`<li>
    <p>
      ${flow.sender} → ${flow.recipient}:
      ${verdictMark(flow.verdict, texts)}${here && html` <b class="mark unsupported">${texts.onwardHere}</b>`}
      · ${texts.word.purpose}: ${flow.purpose} · ${first.month}–${last.month}
    </p>
    ${flowReasons(flow, texts)}
  </li>`;
}
