import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../model/instant.js';

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/;
// Temporal would also take a whole timestamp for a zone, hence the shapes.
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;
const ZONE_OFFSET = /^[+-](?:[01]\d|2[0-3]):[0-5]\d$/;

/**
 * The instant that a text names.
 *
 * @param text `YYYY-MM-DD`, alone (its midnight) or followed by `T` or a space, `HH:MM[:SS[.fraction]]` and perhaps
 *   `Z`, `±HH:MM`, `±HHMM` or `±HH`; decimals follow a point or a comma (ISO 8601 has both), and beyond the sixth are cut
 * @param timezone of a text without an offset: a name or offset for which {@link isTimezone} holds
 * @returns microseconds since 1970 UTC; null when the text is no such time, names a day that no calendar has, or a
 *   local time that a clock change skipped; a local time that one repeated is the earlier of the two
 */
export function parseInstant(text: string, timezone: string): Instant | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  try {
    const local = Temporal.PlainDateTime.from(
      {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second),
        millisecond: Math.floor(micros / 1000),
        microsecond: micros % 1000,
      },
      { overflow: 'reject' },
    );
    const zoned = local.toZonedDateTime(zoneId(offset ?? timezone), { disambiguation: 'earlier' });
    // Within a gap, 'earlier' answers with another local time: the one named does not exist.
    return zoned.toPlainDateTime().equals(local) ? microsOf(zoned) : null;
  } catch (e) {
    if (e instanceof RangeError) return null;
    throw e;
  }
}

/** True for an IANA zone name (`Asia/Seoul`), an offset (`+09:00`), `UTC` or `Z`. */
export function isTimezone(text: string): boolean {
  if (ZONE_OFFSET.test(text)) return true;
  if (!ZONE_NAME.test(text)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zoneId(text));
    return true;
  } catch (e) {
    if (e instanceof RangeError) return false;
    throw e;
  }
}

/** Local wall-clock times that share a UTC offset; all in microseconds, as if the wall clock showed UTC. */
export interface OffsetRange {
  /** Inclusive. */
  readonly localFrom: number;
  /** Exclusive. */
  readonly localUntil: number;
  /** instant = local − offset */
  readonly offset: number;
}

/**
 * How to turn local times into instants by the thousand: the UTC offset as a piecewise constant function of the local
 * wall clock, under the rule of {@link parseInstant}. Times in a gap lie in no range; repeated ones in the earlier's.
 *
 * @param timezone a name or offset for which {@link isTimezone} holds
 * @param fromYear first year covered, from its 1 January 00:00 local time
 * @param toYear last year covered, to its end
 * @returns disjoint ranges in ascending order
 */
export function offsetRanges(timezone: string, fromYear: number, toYear: number): OffsetRange[] {
  const first = new Temporal.PlainDateTime(fromYear, 1, 1);
  const end = localMicros(new Temporal.PlainDateTime(toYear + 1, 1, 1));
  const ranges: OffsetRange[] = [];
  let covered = localMicros(first);
  // A day earlier, lest a clock change at the new year be missed.
  let zoned: Temporal.ZonedDateTime | null = first
    .subtract({ days: 1 })
    .toZonedDateTime(zoneId(timezone), { disambiguation: 'earlier' });
  while (zoned !== null && covered < end) {
    const offset = zoned.offsetNanoseconds / 1000;
    const next: Temporal.ZonedDateTime | null = zoned.getTimeZoneTransition('next');
    const localFrom = Math.max(covered, microsOf(zoned) + offset);
    const localUntil = Math.min(end, next === null ? Infinity : microsOf(next) + offset);
    if (localFrom < localUntil) {
      ranges.push({ localFrom, localUntil, offset });
      covered = localUntil;
    }
    zoned = next;
  }
  return ranges;
}

function zoneId(timezone: string): string {
  return timezone === 'Z' ? 'UTC' : timezone;
}

function microsOf(zoned: Temporal.ZonedDateTime): number {
  return Number(zoned.epochNanoseconds / 1000n);
}

function localMicros(local: Temporal.PlainDateTime): number {
  return microsOf(local.toZonedDateTime('UTC'));
}

/**
 * The calendar day that begins at an instant, as `YYYY-MM-DD`; null when none begins then.
 *
 * @param timezone a name or offset for which {@link isTimezone} holds
 */
export function dayBeginningAt(at: Instant, timezone: string): string | null {
  const day = zonedAt(at, timezone).toPlainDate();
  return microsOf(day.toZonedDateTime(zoneId(timezone))) === at ? day.toString() : null;
}

/** An instant on the wall clock and in the calendar of a zone; cut to the microsecond. */
export function zonedAt(at: Instant, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(BigInt(Math.floor(at)) * 1000n).toZonedDateTimeISO(
    zoneId(timezone),
  );
}

/**
 * The beginnings of the years or days of a zone's calendar, so that its instants can be told apart by comparing.
 *
 * @param timezone a name or offset for which {@link isTimezone} holds
 * @returns ascending: from the last one not after `from` to the first one after `until`
 */
export function calendarStarts(
  timezone: string,
  unit: 'year' | 'day',
  from: Instant,
  until: Instant,
): Instant[] {
  let date = zonedAt(from, timezone).toPlainDate();
  if (unit === 'year') date = date.with({ month: 1, day: 1 });
  const starts: Instant[] = [];
  for (;;) {
    // Where a clock change skips midnight, the day begins later.
    const start = microsOf(date.toZonedDateTime(zoneId(timezone)));
    starts.push(start);
    if (start > until) return starts;
    date = date.add(unit === 'year' ? { years: 1 } : { days: 1 });
  }
}
