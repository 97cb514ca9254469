import { Temporal } from 'temporal-polyfill';

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** Microseconds since 1970 UTC of a time as cells write it; null when it is none, or a clock change skips it. */
export function instantOf(text: string, zone: string): number | null {
  const found = TIME.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = found;
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  try {
    const local = Temporal.PlainDateTime.from(
      `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour}:${minute}:${second}`,
      { overflow: 'reject' },
    );
    if (offset !== undefined) {
      const [, sign, h, m = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset === 'Z' ? '+00' : offset) ?? [];
      if (Number(h) > 23 || Number(m) > 59 || hour === '24' || second === '60') return null;
      const shift = (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m)) * 60_000;
      return (local.toZonedDateTime('UTC').epochMilliseconds - shift) * 1000 + micros;
    }
    if (hour === '24' || second === '60') return null;
    // A time that is repeated is the earlier; of one that is skipped, another time comes back.
    const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
    if (!zoned.toPlainDateTime().equals(local)) return null;
    return zoned.epochMilliseconds * 1000 + micros;
  } catch {
    return null;
  }
}

/** As results print times: UTC, Z, as many decimals as needed. */
export function printedTime(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const rest = String(micros - seconds * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${rest === '' ? '' : `.${rest}`}Z`;
}
