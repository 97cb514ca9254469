import { conditionsFailed, type GateExplained, type PlacedRecord } from '../../findings/explain.js';
import { isAsked } from '../factor-text.js';
import { codesOf, type Verdict } from '../../model/decision.js';
import type { Flow, RowRef } from '../../model/flow.js';
import { formatInstant } from '../../model/instant.js';
import type { Carrier, Condition } from '../../model/rule-pack.js';
import type { CarrierAnswer } from '../../law/carriers.js';
import { n } from '../text.js';
import { html, joined, type Content, type Markup } from './markup.js';
import { SIGNS } from './picture.js';
import { rowKey, type ReportInput } from './report-input.js';
import type { Texts, Word } from './texts.js';

/** A verdict in words, with its sign: not by colour alone. */
export function verdictMark(v: Verdict, texts: Texts): Markup {
  return html`<b class="mark ${v}">${SIGNS[v]} ${texts.verdict[v]}</b>`;
}

/** A number of people in words. */
export function peopleText(people: number, texts: Texts): string {
  return texts.people(n(people), people === 1);
}

/** The day of an instant (UTC); a dash where it is open. */
export function day(at: number): string {
  return Number.isFinite(at) ? formatInstant(at).slice(0, 10) : '–';
}

/** A table; columns in the list `numbers` are aligned as numbers. */
export function table(
  heads: readonly Content[],
  rows: readonly (readonly Content[])[],
  numbers: readonly number[] = [],
): Markup {
  const css = (i: number): string => (numbers.includes(i) ? 'number' : 'text');
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads.map((h, i) => html`<th scope="col" class="${css(i)}">${h}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => html`<td class="${css(i)}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Says that a list was cut, if it was. */
export function cutNote(shown: number, all: number, texts: Texts): Content {
  return all > shown && html`<p class="cut">${texts.shown(n(shown), n(all))}</p>`;
}

/** Words of the report in its language, in the order asked for. */
export function words(texts: Texts, ...names: readonly Word[]): string[] {
  return names.map((name) => texts.word[name]);
}

/** Log rows that prove something, the person under a pseudonym. */
export function evidence(
  refs: readonly (RowRef & { readonly at: number })[],
  title: string,
  { rows, texts }: ReportInput,
): Content {
  const found = refs.flatMap((ref) => rows.get(rowKey(ref)) ?? []);
  if (found.length === 0) return null;
  return html`<div class="evidence">
    <h4>${title}</h4>
    ${table(
      words(texts, 'time', 'person', 'content', 'row'),
      found.map((r) => [
        html`<span class="whole">${formatInstant(r.at)}</span>`,
        html`<code>${r.person}</code>`,
        texts.rowSays(r.says),
        html`<code>${texts.rowAt(r)}</code>`,
      ]),
    )}
  </div>`;
}

/** What could have carried a gate, and how each answered. */
export function carriersTried(gate: GateExplained, texts: Texts): Content {
  if (gate.carriers.length === 0) return null;
  return html`<ul class="carriers">
    ${gate.carriers.map(
      ({ carrier, answer, records }) =>
        html`<li>
          <b>${carrierName(carrier, texts)}</b>: ${carrierAnswer(answer, carrier, texts)}
          ${factorLists(records, texts)}
        </li>`,
    )}
  </ul>`;
}

/** Of each record that could carry: every fact that is asked of it, how it stands, and its cell. */
function factorLists(records: readonly PlacedRecord[], texts: Texts): Content {
  const asked = records.filter((r) => isAsked(r) && r.factors.length > 0);
  return asked.map(
    (r) =>
      html`<ul class="factors">
        ${r.factors.map((f) => {
          const found = f.missing.length > 0 ? texts.lacks(f.missing.join(', ')) : (f.found ?? '');
          const answer = `${texts.factor[f.is]}${found === '' ? '' : ` (${found})`}`;
          const weighed = f.decides ? '' : `; ${texts.factor.weighed}`;
          const place = f.place === null ? null : html` <code>${texts.cell(f.place)}</code>`;
          return html`<li>${r.id}: ${f.fact} = ${f.wanted.join(', ')}: ${answer}${weighed}${place}</li>`;
        })}
      </ul>`,
  );
}

function carrierName(c: Carrier, texts: Texts): Content {
  const cite = c.cite === null ? '' : ` [${c.cite}]`;
  const needs = asksOf(c, texts).join('; ');
  return `${carrierKind(c, texts)}${needs === '' ? '' : ` — ${needs}`}${cite}`;
}

function carrierKind(c: Carrier, { word }: Texts): string {
  switch (c.by) {
    case 'adequacy':
      return word.adequacy;
    case 'exemption':
      return `${word.exemption} ${c.name}`;
    case 'consent':
      return `${word.consent} (${c.scope})`;
    case 'contract':
      return `${word.contract} (${c.kind})`;
  }
}

/** All that a carrier asks of its record and of the transfer. */
function asksOf(c: Carrier, texts: Texts): string[] {
  const record =
    c.by === 'consent' || c.by === 'contract'
      ? [
          ...[...c.requires].map(([fact, value]) => `${fact} = ${value}`),
          ...[...c.lists].map(([fact, items]) => `${fact} = ${items.join(', ')}`),
        ]
      : [];
  return [...record, ...c.conditions.map((condition) => conditionText(condition, texts))];
}

function conditionText(condition: Condition, { asks }: Texts): string {
  switch (condition.kind) {
    case 'fact':
      return `${condition.fact} = ${condition.wanted.join(' / ')}`;
    case 'held':
      return asks.held(condition.by.join(', '), condition.below * 100);
    case 'count':
      return asks.fewer(condition);
  }
}

function carrierAnswer(a: CarrierAnswer, carrier: Carrier, texts: Texts): Content {
  if (a.is === 'yes') return texts.carried('id' in a.by ? a.by.id : texts.word.adequacy);
  if (a.is === 'unknown') {
    return `${texts.contested}: ${a.questions.map((q) => texts.asked(q.fact, q.of, q.register === 'consents')).join(', ')}`;
  }
  const why =
    a.reasons.length === 0
      ? texts.noReason[carrier.by]
      : joined(
          a.reasons.map(
            (r) => html`<code>${r.code}</code>${r.of.length === 0 ? '' : ` (${r.of.join(', ')})`}`,
          ),
          '; ',
        );
  const failed = conditionsFailed(carrier, a).map((c) => conditionText(c, texts));
  return failed.length === 0 ? why : html`${why}; ${texts.fails(failed.join('; '))}`;
}

/** What the gates of a flow say of its fields: fields that a gate answers alike stand together. */
export function flowReasons(flow: Flow, texts: Texts): Content {
  const groups = new Map<string, { readonly shown: Content; readonly fields: Set<string> }>();
  for (const { pack, gate, field, effect, answer } of flow.decision.outcomes) {
    const codes = codesOf(answer);
    const shown: Content =
      codes.length > 0
        ? joined(
            codes.map((c) => html`<code>${c}</code>`),
            ', ',
          )
        : answer.is === 'carried'
          ? texts.carried('id' in answer.by ? answer.by.id : texts.word.adequacy)
          : answer.is === 'contested'
            ? `${texts.contested}: ${answer.questions.map((q) => texts.asked(q.fact, q.of, q.register === 'consents')).join(', ')}`
            : null;
    if (shown === null) continue;
    const about = `${gate} (${pack}${effect === 'advisory' ? `, ${texts.word.advisory}` : ''})`;
    const key = JSON.stringify([about, answer]);
    const group = groups.get(key) ?? { shown: [html`<b>${about}</b>: `, shown], fields: new Set() };
    group.fields.add(field);
    groups.set(key, group);
  }
  return html`<ul class="reasons">
    ${[...groups.values()].map(
      ({ shown, fields }) => html`<li>${shown} <span class="fields">${[...fields].join(', ')}</span></li>`,
    )}
  </ul>`;
}
