import type { Curve } from './curve.js';
import { pointAt } from './curve.js';
import type { Point } from './place.js';

/** Pixels beside a line that still count as on it. */
const REACH = 6;
const PIECES = 12;

/** Pixels beside a disc that still count as on it. */
const NEAR = 2;

/** The disc at a point of the screen: of those there, the smallest, which is drawn over the others; undefined when none is. */
export function discAt(
  point: Point,
  discs: Iterable<{ readonly id: string; readonly at: Point; readonly radius: number }>,
): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const { id, at, radius } of discs) {
    if (radius >= least || Math.hypot(point.x - at.x, point.y - at.y) > radius + NEAR) continue;
    [best, least] = [id, radius];
  }
  return best;
}

/**
 * The line at a point of the screen: of those within reach, the nearest; undefined when there is none. Curves whose box does
 * not hold the point are passed over, so that pointing costs O(lines) comparisons and few distances.
 */
export function lineAt(
  point: Point,
  lines: Iterable<{ readonly id: string; readonly curve: Curve; readonly width: number }>,
): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const { id, curve, width } of lines) {
    const reach = Math.max(REACH, width / 2);
    const { from, control, to } = curve;
    if (
      !between(point.x, from.x, control.x, to.x, reach) ||
      !between(point.y, from.y, control.y, to.y, reach)
    ) {
      continue;
    }
    let before = pointAt(curve, curve.start);
    for (let i = 1; i <= PIECES; i++) {
      const next = pointAt(curve, curve.start + ((curve.tip - curve.start) * i) / PIECES);
      const away = distance(point, before, next);
      if (away <= reach && away < least) [best, least] = [id, away];
      before = next;
    }
  }
  return best;
}

function between(value: number, a: number, b: number, c: number, reach: number): boolean {
  return value >= Math.min(a, b, c) - reach && value <= Math.max(a, b, c) + reach;
}

/** From a point to a straight piece. */
function distance(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
