import type { Theme } from '../state/looks.js';
import type { Palette } from '../ui/palette.js';

/** Colours of nodes by label: [light, dark]. Names are written beside nodes, so that nothing hangs on hue alone. */
const COLORS: Readonly<Partial<Record<string, readonly [string, string]>>> = {
  Flow: ['#3446b8', '#9aa9ff'],
  Trail: ['#7a3bb0', '#c79bf2'],
  Finding: ['#b42318', '#ff6d5a'],
  DataField: ['#0b7a75', '#37b8a8'],
  Jurisdiction: ['#875000', '#f3b53f'],
  Contract: ['#1f6f2f', '#6ccb7c'],
  Notice: ['#1c6f9c', '#63b8e6'],
  Cohort: ['#9b3069', '#ee8fbf'],
  User: ['#5b6377', '#9fa8ba'],
};

/** The colour of a node by its label; that of processors on the map for processors, and for what is not known. */
export function colorOfLabel(label: string, theme: Theme, palette: Palette): string {
  return COLORS[label]?.[theme === 'light' ? 0 : 1] ?? palette.node;
}
