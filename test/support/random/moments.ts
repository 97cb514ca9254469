import { Temporal } from 'temporal-polyfill';
import type { Dice } from './dice.js';

/** A zone of a source, and local times of it that a clock change skips. */
export const ZONES: readonly { readonly id: string; readonly skipped: readonly string[] }[] = [
  { id: 'UTC', skipped: [] },
  { id: 'Asia/Seoul', skipped: [] },
  { id: 'Europe/Berlin', skipped: ['2023-03-26T02:30:00', '2023-03-26 02:00'] },
  { id: 'America/New_York', skipped: ['2023-03-12T02:59:59.999999'] },
];

/** Instants at which cases have things happen, as microseconds: clock changes, midnights, days of rules. */
const BASES = [
  '2023-03-12T07:00:00Z',
  '2023-03-26T01:00:00Z',
  '2023-06-01T00:00:00Z',
  '2023-09-14T15:00:00Z',
  '2023-09-15T00:00:00Z',
  '2023-10-29T00:30:00Z',
  '2023-11-05T05:30:00Z',
].map((text) => Date.parse(text) * 1000);

const SHIFTS = [0, 0, 0, -1, 1, 1_000_000, 3_600_000_000, 90_061_000_000];

/** A moment on or beside one of few instants, so that ties and boundaries are met often. */
export function moment(dice: Dice): number {
  return dice.pick(BASES) + dice.pick(SHIFTS);
}

/** Writes an instant in one of the ways that mean it in a source of this zone. */
export function written(dice: Dice, micros: number, zone: string): string {
  const style = dice.pick(['utc', 'offset', 'local', 'local'] as const);
  const shift = style === 'offset' ? dice.pick([330, 540, -300, 0]) : 0;
  if (style === 'local') {
    const local = localText(dice, micros, zone);
    if (local !== null) return local;
  }
  const sign = shift < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(shift) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(shift) % 60).padStart(2, '0');
  const offset = style === 'offset' ? `${sign}${hours}${dice.pick([':', ''])}${minutes}` : 'Z';
  return wallClock(dice, micros + shift * 60_000_000) + offset;
}

/** The local time, unless a clock change repeats it and this is the later. */
function localText(dice: Dice, micros: number, zone: string): string | null {
  const ms = Math.floor(micros / 1000);
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const earlier = at.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.epochMilliseconds !== ms) return null;
  return wallClock(dice, micros + at.offsetNanoseconds / 1000);
}

function wallClock(dice: Dice, micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const text = new Date(seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', dice.pick(['T', 'T', ' ']));
  if (fraction === '') return text.endsWith(':00') && dice.chance(0.3) ? text.slice(0, -3) : text;
  // Decimals beyond the sixth are cut.
  return `${text}.${fraction}${fraction.length === 6 && dice.chance(0.3) ? '9' : ''}`;
}
