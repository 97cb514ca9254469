import { headOf, part, type Curve } from './curve.js';
import type { Box } from './room.js';
import { fontOf, type Label, type Scene, type SceneLine } from './scene.js';

type Context = CanvasRenderingContext2D;

/** Paints what lies under the lines: paper, and the regions on it. */
export function paintUnder(c: Context, scene: Scene): void {
  c.fillStyle = scene.paper;
  c.fillRect(0, 0, scene.width, scene.height);
  for (const { x, y, width, height, fill, line } of scene.regions) {
    c.beginPath();
    c.roundRect(x, y, width, height, 10);
    c.fillStyle = fill;
    c.fill();
    c.strokeStyle = line;
    c.lineWidth = 1;
    c.stroke();
  }
}

/** Paints what lies over the lines: processors with their rings, and texts. */
export function paintOver(c: Context, scene: Scene): void {
  for (const { at, radius, color, ring } of scene.nodes) {
    c.beginPath();
    c.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    c.fillStyle = color;
    c.fill();
    if (ring === null) continue;
    c.beginPath();
    c.arc(at.x, at.y, radius + 4, 0, 2 * Math.PI);
    c.strokeStyle = ring;
    c.lineWidth = 3;
    c.stroke();
  }
  for (const label of scene.labels) paintLabel(c, label);
}

function paintLabel(c: Context, label: Label): void {
  c.font = fontOf(label);
  c.textAlign = label.align;
  c.textBaseline = 'middle';
  if (label.plate === null) {
    c.lineJoin = 'round';
    c.strokeStyle = label.halo;
    c.lineWidth = 4;
    c.strokeText(label.text, label.x, label.y);
  } else {
    const { x, y, width, height } = plateOf(label);
    c.beginPath();
    c.roundRect(x, y, width, height, height / 2);
    c.fillStyle = label.plate.fill;
    c.fill();
    c.strokeStyle = label.plate.line;
    c.lineWidth = 1;
    c.stroke();
  }
  c.fillStyle = label.color;
  c.fillText(label.text, label.x, label.y);
}

/** The plate of a text that stands in its middle. */
export function plateOf({ x, y, width, size }: Label): Box {
  const [wide, high] = [width + 12, size + 6];
  return { x: x - wide / 2, y: y - high / 2, width: wide, height: high };
}

/** Paints everything: what is saved as a picture. */
export function paintScene(c: Context, scene: Scene): void {
  paintUnder(c, scene);
  for (const line of scene.lines) paintLine(c, line);
  paintOver(c, scene);
}

/** Dashes in pixels by pattern, as the shader has them. */
export const DASHES = { solid: [], rail: [], dashed: [12, 6], dotted: [4, 4] } as const;

function trace(c: Context, curve: Curve): void {
  const [from, control, to] = part(curve, curve.start, curve.head);
  c.beginPath();
  c.moveTo(from.x, from.y);
  c.quadraticCurveTo(control.x, control.y, to.x, to.y);
}

/** Width of the hollow of a rail. */
export const hollowOf = (width: number): number => Math.max(width - 3.6, width * 0.4);

function paintLine(c: Context, { curve, width, color, pattern }: SceneLine): void {
  c.strokeStyle = color;
  c.lineWidth = width;
  if (pattern === 'rail') {
    // Two lines, and not one with a hole: a hole would show through other lines.
    const gap = hollowOf(width);
    const each = (width - gap) / 2;
    c.lineWidth = each;
    for (const side of [-1, 1]) {
      c.beginPath();
      for (const [i, point] of offset(curve, (side * (gap + each)) / 2).entries()) {
        if (i === 0) c.moveTo(point.x, point.y);
        else c.lineTo(point.x, point.y);
      }
      c.stroke();
    }
  } else {
    trace(c, curve);
    c.setLineDash([...DASHES[pattern]]);
    c.stroke();
    c.setLineDash([]);
  }
  const [tip, left, right] = headOf(curve, width);
  c.beginPath();
  c.moveTo(tip.x, tip.y);
  c.lineTo(left.x, left.y);
  c.lineTo(right.x, right.y);
  c.closePath();
  c.fillStyle = color;
  c.fill();
}

/** Points beside a curve, at an even distance from it. */
export function offset(curve: Curve, by: number): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  for (let i = 0; i <= 24; i++) {
    const t = curve.start + ((curve.head - curve.start) * i) / 24;
    const s = 1 - t;
    const { from, control, to } = curve;
    const x = s * s * from.x + 2 * s * t * control.x + t * t * to.x;
    const y = s * s * from.y + 2 * s * t * control.y + t * t * to.y;
    const dx = s * (control.x - from.x) + t * (to.x - control.x);
    const dy = s * (control.y - from.y) + t * (to.y - control.y);
    const length = Math.hypot(dx, dy) || 1;
    points.push({ x: x - (dy / length) * by, y: y + (dx / length) * by });
  }
  return points;
}
