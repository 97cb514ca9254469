import { headOf, part } from './curve.js';
import { DASHES, hollowOf, offset, plateOf } from './paint-canvas.js';
import { FONT, type Label, type Scene, type SceneLine } from './scene.js';

/** The scene as an SVG document: shapes and texts, no scripts, no fonts from elsewhere. Pure. */
export function sceneSvg(scene: Scene, title: string): string {
  const { width, height, paper } = scene;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${r(width)}" height="${r(height)}" viewBox="0 0 ${r(width)} ${r(height)}" font-family="${escape(FONT)}">`,
    `<title>${escape(title)}</title>`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    ...scene.regions.map(
      (b) =>
        `<rect x="${r(b.x)}" y="${r(b.y)}" width="${r(b.width)}" height="${r(b.height)}" rx="10" fill="${b.fill}" stroke="${b.line}"/>`,
    ),
    ...scene.lines.map(lineSvg),
    ...scene.nodes.map(
      (n) =>
        `<circle cx="${r(n.at.x)}" cy="${r(n.at.y)}" r="${r(n.radius)}" fill="${n.color}"${n.ring === null ? '' : ` stroke="${n.ring}" stroke-width="3"`}/>`,
    ),
    ...scene.labels.map(labelSvg),
    '</svg>',
    '',
  ].join('\n');
}

function lineSvg({ id, curve, width, color, pattern }: SceneLine): string {
  const [from, control, to] = part(curve, curve.start, curve.head);
  const head = headOf(curve, width)
    .map((p) => `${r(p.x)},${r(p.y)}`)
    .join(' ');
  const tip = `<polygon points="${head}" fill="${color}"/>`;
  const name = `<g data-line="${escape(id)}">`;
  if (pattern === 'rail') {
    const gap = hollowOf(width);
    const each = (width - gap) / 2;
    const rails = [-1, 1].map((side) => {
      const points = offset(curve, (side * (gap + each)) / 2).map((p) => `${r(p.x)},${r(p.y)}`);
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="${r(each)}"/>`;
    });
    return `${name}${rails.join('')}${tip}</g>`;
  }
  const dashes = DASHES[pattern].length === 0 ? '' : ` stroke-dasharray="${DASHES[pattern].join(' ')}"`;
  return `${name}<path d="M${r(from.x)} ${r(from.y)}Q${r(control.x)} ${r(control.y)} ${r(to.x)} ${r(to.y)}" fill="none" stroke="${color}" stroke-width="${r(width)}"${dashes}/>${tip}</g>`;
}

const ANCHOR = { left: 'start', center: 'middle', right: 'end' } as const;

function labelSvg(label: Label): string {
  const { x, y, text, size, weight, color, align, halo, plate } = label;
  const place = `x="${r(x)}" y="${r(y)}" font-size="${size}" font-weight="${weight}" fill="${color}" text-anchor="${ANCHOR[align]}" dominant-baseline="central"`;
  if (plate === null) {
    return `<text ${place} stroke="${halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escape(text)}</text>`;
  }
  const box = plateOf(label);
  const behind = `<rect x="${r(box.x)}" y="${r(box.y)}" width="${r(box.width)}" height="${r(box.height)}" rx="${r(box.height / 2)}" fill="${plate.fill}" stroke="${plate.line}"/>`;
  return `${behind}<text ${place}>${escape(text)}</text>`;
}

const r = (value: number): string => String(Math.round(value * 10) / 10);

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
