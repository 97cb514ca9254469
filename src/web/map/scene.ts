import type { Pattern } from '../ui/palette.js';
import type { Curve } from './curve.js';
import type { Point } from './place.js';

/** What the map shows, in pixels of the screen, y downwards: painted on a canvas, or written as SVG. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly paper: string;
  readonly regions: readonly RegionBox[];
  readonly lines: readonly SceneLine[];
  readonly nodes: readonly Disc[];
  readonly labels: readonly Label[];
}

export interface RegionBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly line: string;
}

export interface SceneLine {
  readonly id: string;
  readonly curve: Curve;
  readonly width: number;
  readonly color: string;
  readonly pattern: Pattern;
}

export interface Disc {
  readonly at: Point;
  readonly radius: number;
  readonly color: string;
  /** A ring around it: chosen, or in the focus of the keyboard. */
  readonly ring: string | null;
}

/** A text on a plate of its own, such as the people of a line. */
export interface Plate {
  readonly fill: string;
  readonly line: string;
}

export interface Label {
  readonly x: number;
  /** Middle of the line. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 500 | 600 | 700;
  readonly color: string;
  readonly align: 'left' | 'center' | 'right';
  /** Colour around the letters, so that they are read over lines. */
  readonly halo: string;
  readonly plate: Plate | null;
  /** Of the plate, and for whoever wants to know what it covers. */
  readonly width: number;
}

export const FONT =
  'system-ui, -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif';

export const fontOf = ({ weight, size }: Pick<Label, 'weight' | 'size'>): string =>
  `${weight} ${size}px ${FONT}`;
