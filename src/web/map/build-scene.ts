import type { LineageNode } from '../api/types.js';
import type { Speech } from '../text/texts.js';
import { PATTERN_OF, type Palette } from '../ui/palette.js';
import { shownText } from '../ui/shown.js';
import { curveOf, pointAt } from './curve.js';
import { shorten, widthOf, wrap } from './measure.js';
import { inBackground, lineWidth, nodeRadius, type Line, type MapModel } from './model.js';
import { HOME, type Places, type Point } from './place.js';
import { Room, type Box } from './room.js';
import { fontOf, type Disc, type Label, type RegionBox, type Scene, type SceneLine } from './scene.js';

/** What is set apart on the map. */
export interface Emphasis {
  /** Lines that are lit, with the hop that each is; null: all alike. */
  readonly lit: ReadonlyMap<string, number> | null;
  readonly node: string | null;
  /** Where the keyboard or the pointer is. */
  readonly at: { readonly kind: 'node' | 'line'; readonly id: string } | null;
}

export const PLAIN: Emphasis = { lit: null, node: null, at: null };

/** Everything that a scene is made of. */
export interface Stage {
  readonly model: MapModel;
  readonly places: Places;
  readonly emphasis: Emphasis;
  readonly palette: Palette;
  readonly speech: Speech;
  readonly width: number;
  readonly height: number;
  /** From the plane of places to the screen. */
  readonly project: (point: Point) => Point;
  /** By how much sizes shrink, as sigma has it. */
  readonly sizeRatio: number;
  /** What tools and legend lie over: no text is put there. */
  readonly covered: readonly Box[];
  /** False where the lines are drawn by somebody else, and only their texts are wanted. */
  readonly withLines: boolean;
}

/** Texts drawn at most: more cannot be read at once. Of lines, fewer where they are many. */
const MOST_NODE_LABELS = 160;
const FEW_LINES = 80;
const mostLineLabels = ({ model, emphasis, sizeRatio }: Stage): number =>
  emphasis.lit !== null || sizeRatio < 0.9 || model.lines.length <= FEW_LINES ? 80 : 16;

/** @param rank place of the line among those of most people */
export function colorOfLine(
  line: Line,
  rank: number,
  model: MapModel,
  { lit, at }: Emphasis,
  palette: Palette,
): string {
  if (isGone(line)) return palette.faded;
  if (at?.kind === 'line' && at.id === line.id) return palette.verdict[line.verdict];
  if (lit !== null) return lit.has(line.id) ? palette.verdict[line.verdict] : palette.faded;
  return (inBackground(rank, line, model) ? palette.background : palette.verdict)[line.verdict];
}

/** True for a line that what is supposed leaves nobody of. */
const isGone = (line: Line): boolean => line.was !== undefined && line.people === 0;

function colorOfNode(node: LineageNode, palette: Palette): string {
  return node.kind === 'person' ? palette.person : palette.node;
}

/** The processors of a stage where they are drawn now. */
export function* drawnDiscs(stage: Stage): Generator<DrawnDisc> {
  const { model, places, project, sizeRatio } = stage;
  for (const node of model.nodes.values()) {
    const at = places.at.get(node.id);
    if (at === undefined) continue;
    yield { id: node.id, node, at: project(at), radius: nodeRadius(node.people, model) / sizeRatio };
  }
}

interface DrawnDisc {
  readonly id: string;
  readonly node: LineageNode;
  readonly at: Point;
  readonly radius: number;
}

/** The lines of a stage where they are drawn now, those of most people first. */
export function* drawnLines(stage: Stage): Generator<SceneLine> {
  const draw = drawer(stage);
  for (const [rank, line] of stage.model.lines.entries()) yield* draw(line, rank);
}

/** The scene of a stage: O(nodes + lines), without lines O(nodes); of texts, only so many are tried. */
export function buildScene(stage: Stage): Scene {
  const room = new Room();
  for (const box of stage.covered) room.take(box);
  const { regions, titles } = regionBoxes(stage, room);
  const nodes = discs(stage, room);
  const draw = drawer(stage);
  // Where lines are many, whoever is there comes before how many people a line is of.
  const [first, second] =
    stage.model.lines.length > FEW_LINES ? [nodeLabels, lineLabels] : [lineLabels, nodeLabels];
  return {
    width: stage.width,
    height: stage.height,
    paper: stage.palette.paper,
    regions,
    // Those of most people last, over the others.
    lines: stage.withLines ? stage.model.lines.flatMap(draw).reverse() : [],
    nodes: nodes.map((n) => n.disc),
    labels: [...titles, ...first(stage, nodes, draw, room), ...second(stage, nodes, draw, room)],
  };
}

function regionBoxes(
  { model, places, project, palette, speech, sizeRatio }: Stage,
  room: Room,
): { regions: RegionBox[]; titles: Label[] } {
  const titles: Label[] = [];
  // A country that is one node has its name beside that.
  const alone = new Set([...model.nodes.values()].filter((n) => n.kind === 'jurisdiction').map((n) => n.id));
  const regions = places.regions.map((region) => {
    const from = project(region);
    const to = project({ x: region.x + region.width, y: region.y + region.height });
    const box = { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
    const name =
      region.code === HOME
        ? [...region.members.map(speech.place), speech.t.home].join(' · ')
        : speech.place(region.code);
    const fits = (size: number, width: number) => widthOf(name, fontOf({ weight: 600, size })) <= width;
    const size = sizeRatio > 1.6 || !fits(13, box.width - 18) ? 11 : 13;
    const inner = box.width - 14;
    // Home stands apart from the others, so its name may stand above it.
    const over = region.code === HOME && !fits(size, inner);
    const title = textOf(
      over ? box.x : box.x + (size === 13 ? 12 : 9),
      over ? box.y - 9 : box.y + Math.min(17, 6 + size),
      over ? name : shorten(name, fontOf({ weight: 600, size }), Math.max(40, inner)),
      size,
      600,
      palette.muted,
      'left',
      regionFill(region.home, palette),
    );
    if (!alone.has(region.code) && place(title, room)) titles.push(title);
    return { ...box, fill: regionFill(region.home, palette), line: palette.regionLine };
  });
  return { regions, titles };
}

const regionFill = (home: boolean, palette: Palette) => (home ? palette.homeRegion : palette.region);

interface PlacedDisc {
  readonly node: LineageNode;
  readonly disc: Disc;
}

function discs(stage: Stage, room: Room): PlacedDisc[] {
  const { palette, emphasis } = stage;
  const placed: PlacedDisc[] = [];
  for (const { id, node, at, radius } of drawnDiscs(stage)) {
    const focused = emphasis.at?.kind === 'node' && emphasis.at.id === id;
    const ring = focused || emphasis.node === id ? palette.accent : null;
    room.take({ x: at.x - radius, y: at.y - radius, width: 2 * radius, height: 2 * radius });
    placed.push({ node, disc: { at, radius, color: colorOfNode(node, palette), ring } });
  }
  return placed.sort((a, b) => b.node.people - a.node.people);
}

type Draw = (line: Line, rank: number) => readonly SceneLine[];

/** Where and how a line is drawn; none when an end of it has no place. */
function drawer({ model, places, project, palette, emphasis, sizeRatio }: Stage): Draw {
  const radius = (id: string) => nodeRadius(model.nodes.get(id)?.people ?? 0, model) / sizeRatio;
  return (line, rank) => {
    const from = places.at.get(line.source);
    const to = places.at.get(line.target);
    if (from === undefined || to === undefined) return [];
    const width = Math.max(1, lineWidth(line, model) / sizeRatio);
    const curve = curveOf(
      project(from),
      project(to),
      radius(line.source),
      radius(line.target),
      line.bend,
      width,
    );
    const pattern = PATTERN_OF[line.verdict];
    return [{ id: line.id, curve, width, color: colorOfLine(line, rank, model, emphasis, palette), pattern }];
  };
}

/** Names beside their processors: where no line runs if there is such a place, nowhere rather than over another text. */
function nodeLabels(stage: Stage, nodes: readonly PlacedDisc[], draw: Draw, room: Room): Label[] {
  const lines = lineRoom(stage, draw);
  const labels: Label[] = [];
  let left = MOST_NODE_LABELS;
  for (const { node, disc } of nodes) {
    if (left === 0) break;
    if (outside(disc.at, stage)) continue;
    left--;
    const tried = candidates(stage, node, disc);
    const free = tried.filter((texts) => texts.every((text) => room.free(boxOf(text))));
    const seen = free.filter((texts) => texts.every((text) => within(boxOf(text), stage)));
    const chosen = seen.find((texts) => texts.every((text) => lines.free(boxOf(text)))) ?? seen[0] ?? free[0];
    if (chosen === undefined) continue;
    for (const text of chosen) room.take(boxOf(text));
    labels.push(...chosen);
  }
  return labels;
}

const LINE_HEIGHT = 16;

/** Pixels of a map on which long names may take more. */
const WIDE = 700;

/** Name and people of a processor below, above, at its right and at its left, askew; at last the name alone. */
function candidates(stage: Stage, node: LineageNode, disc: Disc): Label[][] {
  const { palette, speech } = stage;
  const halo = regionFill(node.home === true || node.kind === 'person', palette);
  const idle = node.people === 0;
  const dense = node.kind === 'jurisdiction' && stage.model.nodes.size > 12;
  const size = dense ? 12 : 13;
  const font = fontOf({ weight: 600, size });
  // The region of home is named after its countries already.
  const called = node.kind === 'jurisdiction' && node.home === true ? '' : shownText(nameOf(node, speech));
  const name =
    called === '' ? [] : wrap(called, font, dense ? 110 : stage.width > WIDE ? 228 : 168, dense ? 2 : 3);
  // Where the view starts from one of them, a processor says how many others it leaves out.
  const hidden = stage.model.started ? node.hidden.upstream + node.hidden.downstream : 0;
  const more = hidden === 0 ? '' : ` · ${speech.t.map.hiddenHere(speech.n(hidden))}`;
  const people = idle ? [] : [`${speech.t.people(speech.n(node.people))}${more}`];
  const column = (texts: readonly string[], x: number, top: number, align: Label['align']) =>
    texts.map((text, i) => {
      const ofPeople = text === people[0] && i === texts.length - 1;
      const color = ofPeople || idle ? palette.muted : palette.ink;
      return textOf(
        x,
        top + i * LINE_HEIGHT,
        text,
        ofPeople ? size - 1 : size,
        ofPeople ? 400 : 600,
        color,
        align,
        halo,
      );
    });
  const narrow = called === '' ? [] : wrap(called, font, stage.width > WIDE ? 150 : 104, 3);
  const beside = [...narrow, ...people];
  const all = [...name, ...people];
  const { x, y } = disc.at;
  const gap = disc.radius + 12;
  const middle = y - ((beside.length - 1) * LINE_HEIGHT) / 2;
  const above = (texts: readonly string[]) =>
    column(texts, x, y - gap - (texts.length - 1) * LINE_HEIGHT, 'center');
  // Countries stand close to each other: the name alone rather than none.
  if (dense)
    return [column(all, x, y + gap, 'center'), above(all), column(name, x, y + gap, 'center'), above(name)];
  return [
    column(all, x, y + gap, 'center'),
    above(all),
    column(beside, x + gap - 3, middle, 'left'),
    column(beside, x - gap + 3, middle, 'right'),
    // Where none of these is seen whole: below, to the side on which there is room.
    column(beside, x - disc.radius, y + gap, 'left'),
    column(beside, x + disc.radius, y + gap, 'right'),
    column(name.slice(0, 1), x, y + gap, 'center'),
  ];
}

/** Where the widest lines run, as small boxes along them. */
function lineRoom({ model }: Stage, draw: Draw): Room {
  const room = new Room();
  for (const line of model.lines.slice(0, 80)) {
    for (const { curve, width } of draw(line, 0)) {
      const half = width / 2 + 2;
      for (let i = 1; i < 20; i++) {
        const { x, y } = pointAt(curve, i / 20);
        room.take({ x: x - half, y: y - half, width: 2 * half, height: 2 * half });
      }
    }
  }
  return room;
}

/** What a processor is called: its name, else its id; the persons themselves in words. */
export function nameOf(node: Pick<LineageNode, 'id' | 'kind' | 'name'>, speech: Speech): string {
  if (node.kind === 'person') return speech.t.person;
  if (node.kind === 'jurisdiction') return speech.place(node.id);
  return node.name ?? node.id;
}

function lineLabels(stage: Stage, _: readonly PlacedDisc[], draw: Draw, room: Room): Label[] {
  const { model, palette, speech, emphasis } = stage;
  const labels: Label[] = [];
  let left = mostLineLabels(stage);
  for (const line of model.lines) {
    if (emphasis.lit?.has(line.id) === false) continue;
    if (left === 0) break;
    left--;
    const [drawn] = draw(line, 0);
    if (drawn === undefined) continue;
    const hop = emphasis.lit?.get(line.id) ?? 0;
    // Of a trail, the place in time: its people are fewer than those of the line.
    const now = speech.n(hop > 0 ? hop : line.people);
    const text = line.was === undefined ? now : `${speech.n(line.was)} → ${now}`;
    const reach = Math.hypot(drawn.curve.to.x - drawn.curve.from.x, drawn.curve.to.y - drawn.curve.from.y);
    if (reach < 40 && line.source !== line.target) continue;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const at = pointAt(drawn.curve, t);
      const color = isGone(line) ? palette.muted : palette.verdictText[line.verdict];
      const plate = {
        fill: palette.paper,
        line: isGone(line) ? palette.hairline : palette.verdict[line.verdict],
      };
      const one = { ...textOf(at.x, at.y, text, 12, 700, color, 'center', palette.paper), plate };
      if (outside(at, stage) || !place(one, room)) continue;
      labels.push(one);
      break;
    }
  }
  return labels;
}

function textOf(
  x: number,
  y: number,
  text: string,
  size: number,
  weight: Label['weight'],
  color: string,
  align: Label['align'],
  halo: string,
): Label {
  return {
    x,
    y,
    text,
    size,
    weight,
    color,
    align,
    halo,
    plate: null,
    width: widthOf(text, fontOf({ weight, size })),
  };
}

function boxOf({ x, y, width, size, align, plate }: Label): Box {
  const [wide, high] = [width + (plate === null ? 6 : 14), size + (plate === null ? 3 : 8)];
  const left = align === 'left' ? x : align === 'right' ? x - wide : x - wide / 2;
  return { x: left, y: y - high / 2, width: wide, height: high };
}

function within({ x, width }: Box, stage: Stage): boolean {
  return x >= 2 && x + width <= stage.width - 2;
}

/** Takes the place of a text if it is free. */
function place(text: Label, room: Room): boolean {
  const box = boxOf(text);
  if (!room.free(box)) return false;
  room.take(box);
  return true;
}

function outside({ x, y }: Point, { width, height }: Stage): boolean {
  return x < -40 || y < -40 || x > width + 40 || y > height + 40;
}
