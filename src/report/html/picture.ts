import { n } from '../text.js';
import type { Verdict } from '../../model/decision.js';
import { WORST_FIRST } from '../groups.js';
import {
  LABEL,
  LINE_HEIGHT,
  type Box,
  type DrawnArrow,
  type DrawnEntity,
  type DrawnRegion,
  type Layout,
  type Point,
} from './lineage-layout.js';
import { html, type Content, type Markup } from './markup.js';
import type { Texts } from './texts.js';

/** What tells verdicts apart without colour. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  unsupported: '✕',
  contested: '?',
  supported: '✓',
  out_of_scope: '–',
};
/** Widths of arrows, in units of the picture. */
const THIN = 1.6;
const THICK = 7;

/**
 * A lineage as an SVG. Colours and patterns come from the style sheet of the report.
 *
 * @param people of the case: an arrow of all of them is as wide as arrows get
 * @param placeName the name of a jurisdiction by its code
 */
export function picture(
  layout: Layout,
  people: number,
  title: string,
  placeName: (code: string) => string,
): Markup {
  // Thick lines lie below thin ones.
  const lines = [...layout.arrows].sort((a, b) => b.arrow.people - a.arrow.people);
  return html`<div class="scroll">
    <svg
      class="lineage"
      viewBox="0 0 ${round(layout.width)} ${round(layout.height)}"
      width="${Math.round(layout.width)}"
      height="${Math.round(layout.height)}"
      role="img"
      aria-labelledby="picture-name"
      xmlns="http://www.w3.org/2000/svg"
    >
      <title id="picture-name">${title}</title>
      <defs>${WORST_FIRST.map(arrowHead)}</defs>
      ${layout.regions.map((r) => region(r, placeName(r.place)))} ${lines.map((a) => line(a, people))}
      ${layout.entities.map(entity)} ${layout.arrows.map(label)}
    </svg>
  </div>`;
}

/** Each verdict with its line, sign and meaning. */
export function legend(texts: Texts): Markup {
  return html`<ul class="legend" aria-label="${texts.word.legend}">
    ${WORST_FIRST.map(
      (v) =>
        html`<li>
          <svg viewBox="0 0 48 12" width="48" height="12" aria-hidden="true">
            <path class="flow ${v}" d="M2 6 H46" stroke-width="3" />
          </svg>
          <b class="${v}">${SIGNS[v]} ${texts.verdict[v]}</b>: ${texts.verdictMeans[v]}
        </li>`,
    )}
  </ul>`;
}

function arrowHead(v: Verdict): Markup {
  return html`<marker
    id="head-${v}"
    viewBox="0 0 10 10"
    refX="9"
    refY="5"
    markerWidth="13"
    markerHeight="13"
    markerUnits="userSpaceOnUse"
    orient="auto"
    ><path class="head ${v}" d="M0 0 L10 5 L0 10 z"
  /></marker>`;
}

function region({ x, y, width, height, home }: DrawnRegion, name: string): Markup {
  return html`<g class="region ${home ? 'home' : 'abroad'}">
    ${rectangle({ x, y, width, height }, 10)}
    <text x="${round(x + 12)}" y="${round(y + 18)}">${name}</text>
  </g>`;
}

function entity({ x, y, width, height, lines, entity: e }: DrawnEntity): Markup {
  const persons = e.place === null;
  const top = y + height / 2 + 4.5 - ((lines.length - 1) / 2) * LINE_HEIGHT;
  return html`<g class="entity ${persons ? 'persons' : e.home ? 'home' : 'abroad'}">
    ${rectangle({ x, y, width, height }, persons ? height / 2 : 5)}
    <text text-anchor="middle">
      ${lines.map(
        (text, i) =>
          html`<tspan x="${round(x + width / 2)}" y="${round(top + i * LINE_HEIGHT)}">${text}</tspan>`,
      )}
    </text>
  </g>`;
}

function line({ arrow: { verdict, people }, curve: [a, b, c, d] }: DrawnArrow, all: number): Markup {
  const width = THIN + (THICK - THIN) * Math.sqrt(people / Math.max(1, all));
  return html`<path
    class="flow ${verdict}"
    d="M${point(a)} C${point(b)} ${point(c)} ${point(d)}"
    stroke-width="${round(width)}"
    marker-end="url(#head-${verdict})"
  />`;
}

/** The number of an arrow, on paper so that no line crosses it. */
function label({ label: { x, y }, arrow: { verdict, people } }: DrawnArrow): Content {
  const text = `${SIGNS[verdict]} ${n(people)}`;
  const width = Math.max(34, text.length * 7.6 + 10);
  const { height } = LABEL;
  return html`<g class="count ${verdict}">
    ${rectangle({ x: x - width / 2, y: y - height / 2, width, height }, height / 2)}
    <text x="${round(x)}" y="${round(y + 4.5)}" text-anchor="middle">${text}</text>
  </g>`;
}

function rectangle({ x, y, width, height }: Box, corner: number): Markup {
  return html`<rect
    x="${round(x)}"
    y="${round(y)}"
    width="${round(width)}"
    height="${round(height)}"
    rx="${round(corner)}"
  />`;
}

function point({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
