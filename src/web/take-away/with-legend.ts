import { VERDICTS } from '../api/types.js';
import type { Label, Scene } from '../map/scene.js';
import type { Speech } from '../text/texts.js';
import { PATTERN_OF, type Palette } from '../ui/palette.js';

const HEIGHT = 56;
const STEP = 230;

/**
 * The scene with a legend beneath it, so that a picture explains itself.
 *
 * @param supposed whether it shows what would be: then it says so
 */
export function withLegend(scene: Scene, { t }: Speech, palette: Palette, supposed: boolean): Scene {
  const y = scene.height + HEIGHT / 2;
  const text = (x: number, words: string): Label => ({
    x,
    y,
    text: words,
    size: 13,
    weight: 500,
    color: palette.ink,
    align: 'left',
    halo: palette.paper,
    plate: null,
    width: 0,
  });
  return {
    ...scene,
    height: scene.height + HEIGHT,
    lines: [
      ...scene.lines,
      ...VERDICTS.map((verdict, i) => ({
        id: `legend:${verdict}`,
        curve: {
          from: { x: 28 + i * STEP, y },
          control: { x: 52 + i * STEP, y },
          to: { x: 76 + i * STEP, y },
          start: 0,
          head: 0.75,
          tip: 1,
        },
        width: 6,
        color: palette.verdict[verdict],
        pattern: PATTERN_OF[verdict],
      })),
    ],
    labels: [
      ...scene.labels,
      ...VERDICTS.map((verdict, i) => text(84 + i * STEP, t.verdicts[verdict])),
      text(84 + VERDICTS.length * STEP, t.map.width),
      ...(supposed
        ? [{ ...text(28, t.whatIf.banner), y: 22, size: 15, weight: 700 as const, color: palette.accent }]
        : []),
    ],
  };
}
