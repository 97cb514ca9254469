import type { Speech } from '../text/texts.js';
import { nameOf as nodeName, type Emphasis } from './build-scene.js';
import type { Line, MapModel } from './model.js';
import { way } from '../ui/shown.js';
import { HOME, type Places, type Point } from './place.js';

type At = Emphasis['at'];

/** The nearest processor in a direction from where the keyboard is; the first when it is nowhere. O(nodes). */
export function nextNode(at: At, direction: Point, model: MapModel, places: Places): At {
  const from = at === null ? undefined : places.at.get(nodeOf(at, model) ?? '');
  let best: string | undefined;
  let least = Infinity;
  for (const id of model.nodes.keys()) {
    const to = places.at.get(id);
    if (to === undefined) continue;
    if (from === undefined) return { kind: 'node', id };
    const along = (to.x - from.x) * direction.x + (to.y - from.y) * direction.y;
    const aside = Math.abs((to.x - from.x) * direction.y) + Math.abs((to.y - from.y) * direction.x);
    const cost = along + 2 * aside;
    if (along > 1 && cost < least) [best, least] = [id, cost];
  }
  return best === undefined ? at : { kind: 'node', id: best };
}

/** The next line of the processor where the keyboard is, or of the same two ends' first. */
export function nextLine(at: At, step: 1 | -1, model: MapModel): At {
  const node = at === null ? undefined : nodeOf(at, model);
  const lines = model.lines.filter((l) => node === undefined || l.source === node || l.target === node);
  const now = lines.findIndex((l) => at?.kind === 'line' && l.id === at.id);
  const next = lines[(now + step + lines.length) % Math.max(1, lines.length)];
  return next === undefined ? at : { kind: 'line', id: next.id };
}

function nodeOf(at: Exclude<At, null>, model: MapModel): string | undefined {
  return at.kind === 'node' ? at.id : model.lines.find((l) => l.id === at.id)?.source;
}

/** What is read aloud of a processor or a line. */
export function describe(
  at: Exclude<At, null>,
  model: MapModel,
  speech: Speech,
  nameOf: (id: string) => string,
): string {
  if (at.kind === 'node') {
    const node = model.nodes.get(at.id);
    if (node === undefined) return '';
    const place = node.home === true ? speech.t.home : speech.place(node.jurisdiction ?? HOME);
    const where = node.kind === 'person' ? [] : [place];
    return [nodeName(node, speech), ...where, speech.t.people(speech.n(node.people))].join(', ');
  }
  const line = model.lines.find((l) => l.id === at.id);
  return line === undefined ? '' : describeLine(line, speech, nameOf);
}

function describeLine(line: Line, { t, n }: Speech, nameOf: (id: string) => string): string {
  return [
    way(nameOf(line.source), nameOf(line.target)),
    t.verdicts[line.verdict],
    line.was === undefined ? t.people(n(line.people)) : `${n(line.was)} → ${t.people(n(line.people))}`,
    t.flows(n(line.flows)),
  ].join(', ');
}
