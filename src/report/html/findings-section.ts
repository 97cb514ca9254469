import type { PeopleCounter } from '../../findings/people.js';
import type { Flow } from '../../model/flow.js';
import { sortedSet } from '../../model/text.js';
import { findingGroups, type FindingGroup } from '../groups.js';
import { n } from '../text.js';
import { html, type Content, type Markup } from './markup.js';
import { carriersTried, cutNote, day, evidence, peopleText } from './parts.js';
import { MOST, type ReportInput } from './report-input.js';

/** The findings, severest first, each with its provisions, what could have carried it, and the first records. */
export function findingsSection(input: ReportInput, counter: PeopleCounter): Markup {
  const { analysis, texts } = input;
  const groups = findingGroups(analysis.findings, counter);
  if (groups.length === 0) return html`<p>${texts.noFindings}</p>`;
  const flows = new Map(analysis.flows.map((f) => [f.id, f]));
  return html`
    <p>${texts.findingsNote}</p>
    ${groups.slice(0, MOST.groups).map((g) => group(g, flows, input))}
    ${cutNote(MOST.groups, groups.length, texts)}
  `;
}

function group(
  { findings, first: f, people, firstAt, lastAt }: FindingGroup,
  flows: ReadonlyMap<string, Flow>,
  input: ReportInput,
): Markup {
  const { texts } = input;
  const provisions = sortedSet(findings.flatMap((x) => x.provisions));
  const fields = sortedSet(findings.map((x) => x.field));
  const rows: (readonly [Content, Content])[] = [
    [texts.word.severity, html`<b class="severity ${f.severity}">${texts.severity[f.severity]}</b>`],
    [texts.word.people, peopleText(people, texts)],
    [texts.word.time, `${day(firstAt)} – ${day(lastAt)}`],
    [texts.word.gate, `${f.gate} (${f.pack}${f.effect === 'advisory' ? `, ${texts.word.advisory}` : ''})`],
    [texts.word.fields, fields.join(', ')],
    [texts.word.purpose, f.purpose],
    [texts.word.provisions, provisions.length === 0 ? texts.word.none : provisions.join('; ')],
  ];
  return html`<article>
    <h3><code>${f.code}</code> ${f.sender} → ${f.recipient}</h3>
    <p>${texts.code[f.code]}</p>
    <dl>
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${tried(findings, flows, input)} ${evidence(f.samples.slice(0, MOST.samples), texts.samples, input)}
    <p class="ids">${findings.length > 1 && `${n(findings.length)}: `}<code>${f.id}</code></p>
  </article>`;
}

/** What could have carried the gate, of the first flow and field of the group. */
function tried(
  [f]: FindingGroup['findings'],
  flows: ReadonlyMap<string, Flow>,
  { explain, texts }: ReportInput,
): Content {
  const flow = flows.get(f?.flows[0] ?? '');
  if (f === undefined || flow === undefined) return null;
  const gate = explain(flow).find((g) => g.pack === f.pack && g.gate === f.gate && g.field === f.field);
  if (gate === undefined || gate.carriers.length === 0) return null;
  return html`<h4>${texts.tried}</h4>
    ${carriersTried(gate, texts)}`;
}
