import type { Verdict } from '../api/types.js';
import type { Theme } from '../state/looks.js';

/** How the line of a flow is drawn: told apart without any colour. */
export const PATTERNS = { solid: 0, dashed: 1, rail: 2, dotted: 3 } as const;
export type Pattern = keyof typeof PATTERNS;

/** Verdict to pattern: what lacks a basis is the plainest line, what has one is a rail. */
export const PATTERN_OF: Readonly<Record<Verdict, Pattern>> = {
  unsupported: 'solid',
  contested: 'dashed',
  supported: 'rail',
  out_of_scope: 'dotted',
};

/** Colours of what is drawn rather than laid out; the same values stand in styles/tokens.css for the rest of the page. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly hairline: string;
  readonly region: string;
  readonly homeRegion: string;
  readonly regionLine: string;
  readonly node: string;
  readonly person: string;
  readonly accent: string;
  readonly faded: string;
  /** Lines. Their luminance differs, so that they are told apart without seeing hues. */
  readonly verdict: Readonly<Record<Verdict, string>>;
  /** Lines in the background of a crowded map. */
  readonly background: Readonly<Record<Verdict, string>>;
  /** Text on paper: contrast of 4.5 and more. */
  readonly verdictText: Readonly<Record<Verdict, string>>;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: '#ffffff',
    ink: '#1b2130',
    muted: '#596072',
    hairline: '#e1e4ea',
    region: '#f6f7f9',
    homeRegion: '#eef1fb',
    regionLine: '#d9dde6',
    node: '#353e52',
    person: '#7d879c',
    accent: '#3446b8',
    faded: '#e3e5ea',
    verdict: { unsupported: '#b42318', contested: '#c47a08', supported: '#0b7a75', out_of_scope: '#949aa9' },
    background: {
      unsupported: '#eec3bf',
      contested: '#f0dcb8',
      supported: '#bcdbd9',
      out_of_scope: '#e4e6ea',
    },
    verdictText: {
      unsupported: '#a01c12',
      contested: '#875000',
      supported: '#07625e',
      out_of_scope: '#596072',
    },
  },
  dark: {
    paper: '#151922',
    ink: '#e9ebf1',
    muted: '#9fa8ba',
    hairline: '#2b3240',
    region: '#1a1f2a',
    homeRegion: '#1c2338',
    regionLine: '#313949',
    node: '#c3cad9',
    person: '#7f8aa1',
    accent: '#9aa9ff',
    faded: '#2b313d',
    verdict: { unsupported: '#ff6d5a', contested: '#f3b53f', supported: '#37b8a8', out_of_scope: '#737c8f' },
    background: {
      unsupported: '#4f2f31',
      contested: '#4a3d26',
      supported: '#1f4144',
      out_of_scope: '#2b313d',
    },
    verdictText: {
      unsupported: '#ff8f80',
      contested: '#f5c163',
      supported: '#5fd3c4',
      out_of_scope: '#9fa8ba',
    },
  },
};
