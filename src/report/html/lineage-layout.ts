import { getOrMake, groupBy } from '../../model/collect.js';
import type { Arrow, Entity, Lineage } from './lineage.js';
import { brokenName } from './text-lines.js';

/** A rectangle, by its corner at the top left, in units of the picture (13 px letters). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnEntity extends Box {
  readonly entity: Entity;
  readonly lines: readonly string[];
}
export interface DrawnRegion extends Box {
  readonly place: string;
  readonly home: boolean;
}
export interface DrawnArrow {
  readonly arrow: Arrow;
  /** A cubic Bézier curve. */
  readonly curve: readonly [Point, Point, Point, Point];
  /** Where its number stands: the middle of a label. */
  readonly label: Point;
}

/** A picture, placed. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly regions: readonly DrawnRegion[];
  readonly entities: readonly DrawnEntity[];
  readonly arrows: readonly DrawnArrow[];
}

const BOX = 156;
const PAD = 14;
/** Room for the name of a region. */
const HEAD = 26;
const BETWEEN = 20;
/** Between columns: arrows and their numbers. */
const GAP = 168;
const MARGIN = 12;
export const LABEL = { width: 58, height: 19 } as const;
export const LINE_HEIGHT = 16;

/**
 * Places a lineage in columns: the persons, those at home, the places that data from home reaches first, and those further
 * on. Entities of one jurisdiction stand together. Columns are few whatever the case, so that letters stay legible on paper,
 * which layers along the flows (Sugiyama) do not achieve where flows go in circles.
 */
export function layoutOf(lineage: Lineage): Layout {
  const columns = columnsOf(lineage);
  const regions: DrawnRegion[] = [];
  const entities: DrawnEntity[] = [];
  let x = MARGIN;
  for (const column of columns) {
    let y = MARGIN;
    for (const [place, members] of groupBy(column, (e) => e.place)) {
      const top = y;
      y += place === null ? 0 : HEAD;
      for (const entity of members) {
        const lines = brokenName(entity.name);
        const height = lines.length * LINE_HEIGHT + 16;
        entities.push({ entity, lines, x: x + PAD, y, width: BOX, height });
        y += height + BETWEEN;
      }
      y += PAD - BETWEEN;
      if (place !== null)
        regions.push({
          ...{ x, y: top, width: BOX + 2 * PAD, height: y - top },
          place,
          home: members.some((e) => e.home),
        });
      y += BETWEEN;
    }
    x += BOX + 2 * PAD + GAP;
  }
  const height = Math.max(0, ...[...regions, ...entities].map((b) => b.y + b.height)) + MARGIN;
  const centred = <B extends Box>(boxes: readonly B[]): B[] => boxes.map((b) => lower(b, boxesAt(b), height));
  const boxesAt = (b: Box): readonly Box[] =>
    [...regions, ...entities].filter((o) => Math.abs(o.x - b.x) <= PAD);
  const placed = centred(entities);
  const arrows = arrowsOf(lineage.arrows, placed);
  // A curve stays on this side of its control points.
  const right = arrows.flatMap(({ curve, label }) => [...curve.map((p) => p.x), label.x + LABEL.width / 2]);
  return {
    width: Math.max(0, x - GAP, ...right) + MARGIN,
    height,
    regions: centred(regions),
    entities: placed,
    arrows,
  };
}

/** A box of a column, lowered so that the column stands in the middle of the height. */
function lower<B extends Box>(box: B, column: readonly Box[], height: number): B {
  const bottom = Math.max(...column.map((b) => b.y + b.height));
  return { ...box, y: box.y + (height - MARGIN - bottom) / 2 };
}

/** Entities by column; empty columns are left out. */
function columnsOf({ entities, arrows }: Lineage): Entity[][] {
  const depth = depths(entities, arrows);
  const nearest = new Map<string, number>();
  for (const e of entities) {
    if (e.place === null || e.home) continue;
    nearest.set(e.place, Math.min(nearest.get(e.place) ?? Infinity, depth.get(e.id) ?? Infinity));
  }
  const columns: Entity[][] = [[], [], [], []];
  for (const e of entities) {
    const index = e.place === null ? 0 : e.home ? 1 : (nearest.get(e.place) ?? 1) <= 1 ? 2 : 3;
    columns[index]?.push(e);
  }
  return columns.filter((c) => c.length > 0);
}

/** Fewest arrows from any entity at home; entities that none leads to are not in it. Breadth first, linear. */
function depths(entities: readonly Entity[], arrows: readonly Arrow[]): Map<string, number> {
  const next = groupBy(arrows, (a) => a.from);
  const depth = new Map(entities.filter((e) => e.home).map((e) => [e.id, 0]));
  const queue = [...depth.keys()];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const { to } of next.get(id) ?? []) {
      if (depth.has(to)) continue;
      depth.set(to, (depth.get(id) ?? 0) + 1);
      queue.push(to);
    }
  }
  return depth;
}

type Side = 'left' | 'right';

/** Curves from the sides of boxes, spread along them in the order of what is at the other end. */
function arrowsOf(arrows: readonly Arrow[], entities: readonly DrawnEntity[]): DrawnArrow[] {
  const boxes = new Map(entities.map((e) => [e.entity.id, e]));
  const ends = arrows.flatMap((arrow) => {
    const [from, to] = [boxes.get(arrow.from), boxes.get(arrow.to)];
    if (from === undefined || to === undefined) return [];
    // Within a column arrows leave and arrive on the right; back they go from left to right sides.
    const [out, into]: [Side, Side] =
      from.x === to.x ? ['right', 'right'] : from.x < to.x ? ['right', 'left'] : ['left', 'right'];
    return [{ arrow, from, to, out, into }];
  });
  const ports = new Map<string, { readonly key: object; readonly other: number; readonly role: string }[]>();
  for (const end of ends) {
    const add = (box: DrawnEntity, side: Side, other: DrawnEntity, role: string): void => {
      getOrMake(ports, `${box.entity.id} ${side}`, () => []).push({
        key: end.arrow,
        other: other.y + other.height / 2,
        role,
      });
    };
    add(end.from, end.out, end.to, 'out');
    add(end.to, end.into, end.from, 'in');
  }
  const portOf = (box: DrawnEntity, side: Side, arrow: Arrow, role: string): Point => {
    const all = [...(ports.get(`${box.entity.id} ${side}`) ?? [])].sort((a, b) => a.other - b.other);
    const index = all.findIndex((p) => p.key === arrow && p.role === role);
    const y = box.y + (box.height * (index + 1)) / (all.length + 1);
    return { x: side === 'left' ? box.x : box.x + box.width, y };
  };
  const taken: Point[] = [];
  return ends.map(({ arrow, from, to, out, into }) => {
    const [p, q] = [portOf(from, out, arrow, 'out'), portOf(to, into, arrow, 'in')];
    // Within a column the curve bulges to the right, the more the further it goes.
    const reach =
      from.x === to.x ? 36 + Math.min(70, Math.abs(q.y - p.y) / 5) : Math.max(60, Math.abs(q.x - p.x) * 0.45);
    const away = (side: Side): number => (side === 'left' ? -reach : reach);
    const curve = [p, { x: p.x + away(out), y: p.y }, { x: q.x + away(into), y: q.y }, q] as const;
    const label = freePlace(curve, taken, entities);
    taken.push(label);
    return { arrow, curve, label };
  });
}

/** A place on a curve where a label covers no other and no entity; if there is none, the one that covers least. */
function freePlace(curve: DrawnArrow['curve'], taken: readonly Point[], entities: readonly Box[]): Point {
  const places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8].map((t) => pointAt(curve, t));
  const covered = (p: Point): number => {
    const labels = taken.filter(
      (o) => Math.abs(o.x - p.x) < LABEL.width && Math.abs(o.y - p.y) < LABEL.height + 1,
    ).length;
    const boxes = entities.filter(
      (b) =>
        p.x + LABEL.width / 2 > b.x &&
        p.x - LABEL.width / 2 < b.x + b.width &&
        p.y + LABEL.height / 2 > b.y &&
        p.y - LABEL.height / 2 < b.y + b.height,
    ).length;
    return labels + 3 * boxes;
  };
  return places.reduce((best, p) => (covered(p) < covered(best) ? p : best));
}

/** A point of a cubic Bézier curve. */
function pointAt([a, b, c, d]: DrawnArrow['curve'], t: number): Point {
  const s = 1 - t;
  const mix = (of: 'x' | 'y'): number =>
    s ** 3 * a[of] + 3 * s ** 2 * t * b[of] + 3 * s * t ** 2 * c[of] + t ** 3 * d[of];
  return { x: mix('x'), y: mix('y') };
}
