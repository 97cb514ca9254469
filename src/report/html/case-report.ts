import { createHash } from 'node:crypto';
import { readAsset } from '../../assets.js';
import { PeopleCounter } from '../../findings/people.js';
import type { RowRef } from '../../model/flow.js';
import { formatInstant, periodOf, type Instant } from '../../model/instant.js';
import type { Analysis } from '../../model/result.js';
import { findingGroups, foreignRoutes } from '../groups.js';
import { findingsSection } from './findings-section.js';
import { flowsSection } from './flows-section.js';
import { html, Markup, textOf, type Content } from './markup.js';
import { methodSection } from './method-section.js';
import { partiesSection } from './parties-section.js';
import { day } from './parts.js';
import { pictureSection } from './picture-section.js';
import { questionsSection } from './questions-section.js';
import { MOST, type ReportInput } from './report-input.js';
import { summarySection } from './summary-section.js';
import { trailsSection } from './trails-section.js';

/**
 * The report of a case as one HTML document that needs nothing else, and that prints on A4. Its own policy forbids scripts
 * and every request. Lists are cut at `MOST` and say so.
 */
export function caseReport(input: ReportInput): string {
  const { analysis: a, texts } = input;
  const counter = new PeopleCounter(a);
  const sections: readonly (readonly [string, string, Content])[] = [
    ['summary', texts.summary, summarySection(input, counter)],
    ['picture', texts.picture, pictureSection(input, counter)],
    ['parties', texts.parties, partiesSection(input)],
    ['trails', texts.trails, trailsSection(input, counter)],
    ['findings', texts.findings, findingsSection(input, counter)],
    ['questions', texts.questions, questionsSection(input, counter)],
    ['flows', texts.word.flows, flowsSection(input)],
    ['method', texts.method, methodSection(input)],
  ];
  return textOf(
    html`<!doctype html>
      <html lang="${texts.lang}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${reportPolicy()}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${a.title} – Wayleave</title>
          ${new Markup(`<style>${styleSheet()}</style>`)}
        </head>
        <body>
          <header>
            <p class="kind">Wayleave · ${texts.report}</p>
            <h1>${a.title}</h1>
            <p class="disclaimer">${texts.disclaimer}</p>
            ${facts(input)}
          </header>
          <nav aria-labelledby="contents">
            <h2 id="contents">${texts.contents}</h2>
            <ol>
              ${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ol>
          </nav>
          <main>
            ${sections.map(
              ([id, title, content]) =>
                html`<section id="${id}" aria-labelledby="${id}-title">
                  <h2 id="${id}-title">${title}</h2>
                  ${content}
                </section>`,
            )}
          </main>
        </body>
      </html>`,
  );
}

/** The policy of a report: its own style sheet, by its hash, and nothing else. Whoever serves one sends it as a header too. */
export function reportPolicy(): string {
  return `default-src 'none'; style-src '${hashSource(styleSheet())}'; base-uri 'none'; form-action 'none'`;
}

function styleSheet(): string {
  return readAsset('src/report/html/report.css');
}

/** The value of a Content-Security-Policy that allows an inline text. */
function hashSource(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What the report is of, and when. */
function facts({ kase, analysis: a, fingerprint, analyzedAt, texts }: ReportInput): Markup {
  const { firstAt, lastAt } = periodOf(a.flows);
  const rows: (readonly [string, Content])[] = [
    [texts.word.home, kase.home],
    [texts.word.period, `${day(firstAt)} – ${day(lastAt)}`],
    [
      texts.word.rules,
      kase.rules
        .map((p) => `${p.title} (${p.id}${p.read === null ? '' : `, ${texts.word.readOn} ${p.read}`})`)
        .join('; '),
    ],
    [texts.word.analyzed, formatInstant(analyzedAt.getTime() * 1000)],
    [texts.word.complete, a.complete ? texts.word.yes : texts.word.no],
    [texts.word.fingerprint, html`<code>${fingerprint}</code>`],
  ];
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The rows of the logs that a report shows as evidence. */
export function rowsOfReport(a: Analysis): (RowRef & { readonly at: Instant })[] {
  const counter = new PeopleCounter(a);
  return [
    ...foreignRoutes(a, counter)
      .slice(0, MOST.routes)
      .flatMap(({ first }) => first.witness),
    ...findingGroups(a.findings, counter)
      .slice(0, MOST.groups)
      .flatMap(({ first }) => first.samples.slice(0, MOST.samples)),
  ];
}
