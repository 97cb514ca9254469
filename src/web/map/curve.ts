import type { Point } from './place.js';

/** A quadratic Bézier curve from the rim of one node to the rim of another, and where its arrow head begins. */
export interface Curve {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
  /** Parameters at which the line leaves the first node, its head begins, and its tip is. */
  readonly start: number;
  readonly head: number;
  readonly tip: number;
}

/** Gap between the tip and the node. */
const GAP = 2;

const headLength = (width: number): number => 4 + 1.45 * width;
const headHalf = (width: number): number => 2.5 + width;

/**
 * The curve of a line on the screen, y downwards; the shader of flow-program.ts computes the same.
 *
 * @param bend how far it bows to the left of its direction, as a share of its length
 */
export function curveOf(a: Point, b: Point, ra: number, rb: number, bend: number, width: number): Curve {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const distance = Math.hypot(dx, dy);
  if (distance < 0.5) {
    const from = { x: a.x - ra * 0.7, y: a.y - ra * 0.7 };
    const to = { x: a.x + ra * 0.7, y: a.y - ra * 0.7 };
    const control = { x: a.x, y: a.y - ra * (4 + bend * 6) };
    const end = 2 * Math.hypot(to.x - control.x, to.y - control.y);
    return { from, control, to, start: 0, head: 1 - headLength(width) / end, tip: 1 };
  }
  const control = {
    x: (a.x + b.x) / 2 + dy * bend,
    y: (a.y + b.y) / 2 - dx * bend,
  };
  const slope = 2 * Math.hypot(control.x - a.x, control.y - a.y);
  const start = Math.min(0.4, ra / slope);
  const tip = Math.max(0.6, 1 - (rb + GAP) / slope);
  const head = Math.max(start, tip - headLength(width) / slope);
  return { from: a, control, to: b, start, head, tip };
}

/** The point of a curve at a parameter. */
export function pointAt({ from, control, to }: Curve, t: number): Point {
  const s = 1 - t;
  return {
    x: s * s * from.x + 2 * s * t * control.x + t * t * to.x,
    y: s * s * from.y + 2 * s * t * control.y + t * t * to.y,
  };
}

/** The part of a curve between two parameters, as a curve's three points (de Casteljau). */
export function part(curve: Curve, t0: number, t1: number): readonly [Point, Point, Point] {
  const from = pointAt(curve, t0);
  const to = pointAt(curve, t1);
  const s0 = 1 - t0;
  const s1 = 1 - t1;
  const blend = (a: number, b: number, c: number) => s0 * s1 * a + (s0 * t1 + s1 * t0) * b + t0 * t1 * c;
  return [
    from,
    {
      x: blend(curve.from.x, curve.control.x, curve.to.x),
      y: blend(curve.from.y, curve.control.y, curve.to.y),
    },
    to,
  ];
}

/** The three corners of the arrow head. */
export function headOf(curve: Curve, width: number): readonly [Point, Point, Point] {
  const base = pointAt(curve, curve.head);
  const tip = pointAt(curve, curve.tip);
  const length = Math.hypot(tip.x - base.x, tip.y - base.y) || 1;
  const nx = (-(tip.y - base.y) / length) * headHalf(width);
  const ny = ((tip.x - base.x) / length) * headHalf(width);
  return [tip, { x: base.x + nx, y: base.y + ny }, { x: base.x - nx, y: base.y - ny }];
}
