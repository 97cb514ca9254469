import type { PeopleCounter } from '../../findings/people.js';
import { layoutOf } from './lineage-layout.js';
import { lineageOf, placeName } from './lineage.js';
import { html, type Markup } from './markup.js';
import { legend, picture } from './picture.js';
import { MOST, type ReportInput } from './report-input.js';

/** The lineage as a picture, with its legend. */
export function pictureSection({ kase, analysis, texts }: ReportInput, counter: PeopleCounter): Markup {
  const lineage = lineageOf(kase, analysis, counter, texts.word.persons, MOST.drawn);
  const { entities, arrows, all } = lineage;
  const cut = all.entities > entities.length || all.arrows > arrows.length;
  return html`
    <p>${texts.pictureNote}</p>
    ${entities.length > 0 && picture(layoutOf(lineage), analysis.people, texts.picture, (code) => placeName(kase, code))}
    ${
      cut &&
      html`<p class="cut">${texts.pictureCut(entities.length, all.entities, arrows.length, all.arrows)}</p>`
    }
    ${legend(texts)}
  `;
}
