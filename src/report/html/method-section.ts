import { html, type Markup } from './markup.js';
import type { ReportInput } from './report-input.js';

/** How it was found out, and what the answer does not say. */
export function methodSection({ kase, texts }: ReportInput): Markup {
  const packs = kase.rules.filter((p) => p.notes.length > 0);
  return html`
    ${texts.methodText.map((text) => html`<p>${text}</p>`)}
    <p>${texts.disclaimer}</p>
    ${kase.imports.length > 0 && html`<h3>${texts.importNotes}</h3>`}
    ${kase.imports.map(
      ({ format, limits, open }) =>
        html`<h4><code>${format}</code></h4>
          <ul>
            ${limits.map((limit) => html`<li>${texts.importLimit[limit]}</li>`)}
            ${open.map(({ of, facts }) => html`<li>${texts.importOpen(of, facts.join(', '))}</li>`)}
          </ul>`,
    )}
    ${packs.length > 0 && html`<h3>${texts.packNotes}</h3>`}
    ${packs.map(
      (p) =>
        html`<h4>${p.title} <code>${p.id}</code></h4>
          <ul>
            ${p.notes.map((note) => html`<li>${note}</li>`)}
          </ul>`,
    )}
  `;
}
